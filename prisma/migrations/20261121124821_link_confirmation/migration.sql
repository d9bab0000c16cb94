-- AlterTable
ALTER TABLE "SignInIntent" ADD COLUMN "found" TEXT;
