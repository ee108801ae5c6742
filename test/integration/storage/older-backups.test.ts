import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { attachmentAddress } from "../../../src-main/attachments/attachment-table-store.ts";
import { listBackups } from "../../../src-main/backups/backup-folder.ts";
import { makeBackup } from "../../../src-main/backups/make-backup.ts";
import {
  openTestProfile,
  testNow,
  type TestProfile,
} from "../../fixtures/storage/open-test-profile.ts";
import { startTestCompanion } from "../companion/start-test-companion.ts";
import { signedInAccount } from "../companion/test-account.ts";
import { sitDown } from "./clerk-at-profile.ts";

const withoutCounter = "client-20240225T020000000Z.db";

describe("a backup of before they were counted", () => {
  let profile: TestProfile;
  beforeEach(() => {
    profile = openTestProfile();
  });
  afterEach(() => profile.remove());
  const folder = () => join(profile.folder, "backups");
  const backUp = () =>
    makeBackup({
      database: profile.database,
      attachmentsRoot: profile.attachmentFolder.root,
      folder: folder(),
      now: () => testNow,
    });

  /** Where its file lies, which no later backup names. */
  async function makeOlder(name: string): Promise<string> {
    const bytes = Buffer.alloc(1000, "sealed");
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    const address = attachmentAddress(profile.key, sha256);
    await profile.attachments.put(sha256, bytes);
    const { path } = await backUp();
    renameSync(path, join(folder(), name));
    await profile.attachments.erase(sha256);
    return join(folder(), "attachments", address.slice(0, 2), address);
  }

  it("is listed behind those that were, the last made first, and keeps its files", async () => {
    const file = await makeOlder(withoutCounter);
    const migration = "client-20240225T010000000Z-before-migration.db";
    await profile.database.backup(join(folder(), migration));
    const { name } = await backUp();
    const listed = await listBackups(folder());
    expect(listed.map((each) => [each.name, each.turn, each.kind])).toEqual([
      [name, 1, "usual"],
      [withoutCounter, 0, "usual"],
      [migration, 0, "before-migration"],
    ]);
    expect(existsSync(file)).toBe(true);
  });

  it("keeps its files also where its name tells nothing", async () => {
    const file = await makeOlder("client-of-last-year.db");
    await backUp();
    expect(existsSync(file)).toBe(true);
  });
});

it("what an older client left in the chosen folder itself is listed and fetched, and stays", async () => {
  const companion = await startTestCompanion();
  await signedInAccount(companion);
  const chosen = mkdtempSync(join(tmpdir(), "chosen-backups-"));
  const clerk = await sitDown(companion, undefined, {
    chooseFolder: async () => chosen,
  });
  await clerk.signIn();
  const filingId = await clerk.type("一");
  await clerk.call("backups.make", {});
  const own = join(clerk.profile, "backups");
  const [last] = await listBackups(own);
  mkdirSync(join(chosen, "attachments"));
  renameSync(last?.path ?? "", join(chosen, withoutCounter));
  await clerk.call("filings.delete", { filingId });
  await clerk.call("settings.choose-backup-folder", {});
  for (let time = 0; time < 5; time++) {
    companion.advance(60_000);
    await clerk.call("backups.make", {});
  }
  const { backups } = await clerk.call("backups.list", {});
  const { count } = await clerk.call("backups.fetch", { name: withoutCounter });
  await clerk.close();
  const names = readdirSync(chosen);
  await companion.close();
  for (const path of [chosen, clerk.profile])
    rmSync(path, { recursive: true, force: true });
  expect([backups.length, backups.at(-1)?.name, count]).toEqual([
    4,
    withoutCounter,
    1,
  ]);
  expect(names).toContain(withoutCounter);
});
