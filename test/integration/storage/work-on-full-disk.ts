// Works in a profile on a disk that fills up and is cleared again, and tells what it saw as JSON. Started by
// full-disk.test.ts on a small disk of its own.
import { createHash } from "node:crypto";
import { readdirSync, writeSync } from "node:fs";
import { join } from "node:path";
import { makeBackup } from "../../../src-main/backups/make-backup.ts";
import { ProblemError } from "../../../src-shared/problems/problem.ts";
import {
  exampleFilingId as id,
  withScope,
} from "../../fixtures/filings/example-record.ts";
import { openTestProfile } from "../../fixtures/storage/open-test-profile.ts";
import { profileFaults } from "../../fixtures/storage/profile-faults.ts";

const [folder = ""] = process.argv.slice(2);
const profile = openTestProfile(folder);
const { filings, attachments, database, attachmentFolder, now } = profile;
const backups = join(folder, "backups");
const bytes = Buffer.alloc(600_000, "attached");
const sha256 = createHash("sha256").update(bytes).digest("hex");

async function codeOf(work: () => unknown): Promise<string> {
  try {
    await work();
    return "done";
  } catch (error) {
    return error instanceof ProblemError ? error.problem.code : String(error);
  }
}

const backUp = () =>
  makeBackup({
    database,
    attachmentsRoot: attachmentFolder.root,
    folder: backups,
    now,
  });

filings.keep(id, withScope("一"));
const makeRoom = profileFaults["disk-full"](folder);
const long = withScope("字".repeat(3000));
const whileFull = {
  // The log has room for some: what is told as kept is kept, and the first refusal has its name.
  keep: await codeOf(() => {
    for (let stroke = 0; stroke < 2000; stroke++) filings.keep(id, long);
  }),
  attach: await codeOf(() => attachments.put(sha256, bytes)),
  backUp: await codeOf(backUp),
  kept: filings.get(id)?.content.fields.businessScope.length,
};
makeRoom();
const afterwards = {
  keep: await codeOf(() => filings.keep(id, withScope("二"))),
  attach: await codeOf(() => attachments.put(sha256, bytes)),
  backUp: await codeOf(backUp),
  check: database.pragma("integrity_check", { simple: true }),
  half: [
    ...readdirSync(attachmentFolder.incoming),
    ...readdirSync(backups).filter((name) => name.startsWith("incoming-")),
  ],
};
database.close();
const again = openTestProfile(folder);
writeSync(
  1,
  JSON.stringify({
    whileFull,
    afterwards,
    scope: again.filings.get(id)?.content.fields.businessScope,
    isWhole: await again.attachments.isWhole(sha256),
  }),
);
