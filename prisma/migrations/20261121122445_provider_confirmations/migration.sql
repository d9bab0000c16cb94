-- AlterTable
ALTER TABLE "Account" ADD COLUMN "groupsConfirmedAt" DATETIME;

-- AlterTable
ALTER TABLE "User" ADD COLUMN "usernameWanted" TEXT;
