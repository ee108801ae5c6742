import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readFileSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { fileOf } from "../../../src-main/attachments/attachment-folder.ts";
import { attachmentAddress } from "../../../src-main/attachments/attachment-table-store.ts";
import { listBackups } from "../../../src-main/backups/backup-folder.ts";
import { makeBackup } from "../../../src-main/backups/make-backup.ts";
import { restoreBackup } from "../../../src-main/backups/restore-backup.ts";
import { openDatabase } from "../../../src-main/storage/open-database.ts";
import {
  openTestProfile,
  testNow,
  type TestProfile,
} from "../../fixtures/storage/open-test-profile.ts";
import { startClient } from "../../fixtures/storage/start-client.ts";

let profile: TestProfile;
beforeEach(() => {
  profile = openTestProfile();
});
afterEach(() => profile.remove());

const folder = () => join(profile.folder, "backups");
const backUp = (now: Date) =>
  makeBackup({
    database: profile.database,
    attachmentsRoot: profile.attachmentFolder.root,
    folder: folder(),
    now: () => now,
  });

describe("an attachment that was damaged, and attached again", () => {
  const bytes = Buffer.alloc(200_000, "sealed");
  const sha256 = createHash("sha256").update(bytes).digest("hex");

  async function putDamagedAndPutAgain(): Promise<void> {
    const path = fileOf(
      profile.attachmentFolder,
      attachmentAddress(profile.key, sha256),
    );
    await profile.attachments.put(sha256, bytes);
    await backUp(testNow);
    // Under both names where the disk shares the bytes.
    writeFileSync(path, readFileSync(path).fill(0, 100_000, 100_016));
    utimesSync(path, testNow, testNow);
    await profile.attachments.put(sha256, bytes);
  }

  async function isWholeAfterRestore(name: string): Promise<boolean> {
    profile.database.close();
    await restoreBackup(
      {
        profileFolder: profile.folder,
        databaseFile: join(profile.folder, "profile.sqlite"),
        attachmentsRoot: profile.attachmentFolder.root,
      },
      folder(),
      join(folder(), name),
    );
    profile = openTestProfile(profile.folder);
    return profile.attachments.isWhole(sha256);
  }

  it("stays whole where an older backup is restored", async () => {
    await putDamagedAndPutAgain();
    const [backup] = await listBackups(folder());
    expect(await isWholeAfterRestore(backup?.name ?? "")).toBe(true);
  });

  it("is whole in the next backup, too", async () => {
    await putDamagedAndPutAgain();
    const { name } = await backUp(new Date(testNow.getTime() + 3_600_000));
    const path = fileOf(
      profile.attachmentFolder,
      attachmentAddress(profile.key, sha256),
    );
    writeFileSync(path, "");
    expect(await isWholeAfterRestore(name)).toBe(true);
  });
});

it("a backup that was cut off is removed a day later", async () => {
  const [old, young] = ["old", "young"].map((name) =>
    join(folder(), `incoming-${name}`),
  );
  mkdirSync(folder());
  for (const [path = "", hours = 0] of [
    [old, 25],
    [young, 23],
  ] as const) {
    const at = new Date(testNow.getTime() - hours * 3_600_000);
    writeFileSync(path, "half");
    utimesSync(path, at, at);
  }
  await backUp(testNow);
  expect([old, young].map((path) => existsSync(path ?? ""))).toEqual([
    false,
    true,
  ]);
});

it("a backup of a clock that ran ahead does not keep the next start from making one", async () => {
  const client = join(profile.folder, "client");
  mkdirSync(client);
  const database = openDatabase(join(client, "client.db"));
  await makeBackup({
    database,
    attachmentsRoot: join(client, "attachments"),
    folder: join(client, "backups"),
    now: () => new Date("2099-01-01T00:00:00.000Z"),
  });
  database.close();
  const { application } = await startClient(client);
  await vi.waitFor(
    async () =>
      expect(await listBackups(join(client, "backups"))).toHaveLength(2),
    30_000,
  );
  await application.close();
});
