-- CreateTable
CREATE TABLE "SignInIntent" (
    "tokenHash" TEXT NOT NULL PRIMARY KEY,
    "sessionId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "linkNext" TEXT,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" DATETIME NOT NULL,
    CONSTRAINT "SignInIntent_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "Session" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "UsedValue" (
    "hash" TEXT NOT NULL PRIMARY KEY,
    "expiresAt" DATETIME NOT NULL
);

-- AlterTable: columns are added one by one, which leaves the rows and what refers to them alone
ALTER TABLE "User" ADD COLUMN "emergency" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "Account" ADD COLUMN "label" TEXT NOT NULL DEFAULT '';
ALTER TABLE "Session" ADD COLUMN "accountId" TEXT REFERENCES "Account" ("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "Session" ADD COLUMN "sid" TEXT;
ALTER TABLE "Session" ADD COLUMN "tokens" TEXT;
ALTER TABLE "Session" ADD COLUMN "groupsDueAt" DATETIME;
ALTER TABLE "Session" ADD COLUMN "groupsClaimedUntil" DATETIME;
ALTER TABLE "Session" ADD COLUMN "groupsFailingSince" DATETIME;
CREATE INDEX "Session_accountId_idx" ON "Session"("accountId");

-- CreateIndex
CREATE INDEX "SignInIntent_sessionId_idx" ON "SignInIntent"("sessionId");

-- CreateIndex
CREATE INDEX "SignInIntent_expiresAt_idx" ON "SignInIntent"("expiresAt");

-- CreateIndex
CREATE INDEX "UsedValue_expiresAt_idx" ON "UsedValue"("expiresAt");
