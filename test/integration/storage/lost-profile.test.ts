import { createHash } from "node:crypto";
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import fs from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { attachmentFolder } from "../../../src-main/attachments/attachment-folder.ts";
import { createAttachmentStore } from "../../../src-main/attachments/attachment-store.ts";
import { listBackups } from "../../../src-main/backups/backup-folder.ts";
import { startAnew } from "../../../src-main/backups/start-anew.ts";
import { makeBackup } from "../../../src-main/backups/make-backup.ts";
import { createFilingStore } from "../../../src-main/filings/filing-store.ts";
import {
  createIdentities,
  type SecretWrapping,
} from "../../../src-main/identities/create-identities.ts";
import { createIdentityStore } from "../../../src-main/identities/identity-store.ts";
import { createFirstTables } from "../../../src-main/storage/migrations/0001-create-first-tables.ts";
import { schemaVersion } from "../../../src-main/storage/migrate.ts";
import { openDatabase } from "../../../src-main/storage/open-database.ts";
import {
  exampleFilingId as id,
  withScope,
} from "../../fixtures/filings/example-record.ts";
import { profileFaults } from "../../fixtures/storage/profile-faults.ts";
import { startClient } from "../../fixtures/storage/start-client.ts";

const now = () => new Date("2024-02-26T02:00:00.000Z");
const bytes = Buffer.alloc(200_000, "sealed");
const sha256 = createHash("sha256").update(bytes).digest("hex");
const uscc = "99999901400000563P";
const plainStore: SecretWrapping = {
  protect: async (secret: Uint8Array) => new Uint8Array(secret),
  reveal: async (secret: Uint8Array) => new Uint8Array(secret),
};
/** The system's store after a reinstallation: it keeps new secrets and knows none of the old ones. */
const strangeStore: SecretWrapping = {
  protect: async (secret: Uint8Array) => Buffer.concat([Buffer.of(7), secret]),
  reveal: async (secret: Uint8Array) => {
    if (secret[0] !== 7 || secret.length !== 33) throw new Error("not mine");
    return secret.subarray(1);
  },
};

let profile: string;
beforeEach(() => {
  profile = mkdtempSync(join(tmpdir(), "lost-profile-"));
});
afterEach(() => rmSync(profile, { recursive: true, force: true }));

const backupFolder = () => join(profile, "backups");
const openIdentity = (database: Database.Database, store = plainStore) =>
  createIdentities(createIdentityStore(database, now), store);

/** A draft with a file under a real identity, and a backup of it. */
async function prepareProfile(hasBackup = true): Promise<void> {
  const database = openDatabase(join(profile, "client.db"));
  const key = await openIdentity(database).findOrCreate("usb-key", uscc);
  const folder = attachmentFolder(profile);
  await createAttachmentStore(database, key, folder, now).put(sha256, bytes);
  createFilingStore(database, key, now).keep(id, withScope("一"));
  const place = { database, attachmentsRoot: folder.root, now };
  if (hasBackup) await makeBackup({ ...place, folder: backupFolder() });
  database.close();
}

/** What the draft says in the profile as it is now, read with the key as its owner would. */
async function readDraft(): Promise<string | undefined> {
  const database = openDatabase(join(profile, "client.db"));
  try {
    const key = await openIdentity(database).find("usb-key", uscc);
    if (key === null) return undefined;
    const filings = createFilingStore(database, key, now);
    return filings.get(id)?.content.fields.businessScope;
  } finally {
    database.close();
  }
}

function everyFile(folder: string): string[] {
  return readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => statSync(join(folder, name)).isFile());
}

describe("a profile whose database is gone", () => {
  it("does not start empty: it says so, and the newest backup brings everything back", async () => {
    await prepareProfile();
    profileFaults["database-gone"](profile);
    const { application, loadPage } = await startClient(profile);
    const page = loadPage();
    const state = await page.call("storage.state", {});
    const { backups } = await page.call("backups.list", {});
    const before = existsSync(join(profile, "client.db"));
    await page.call("backups.restore", { name: backups[0]?.name ?? "" });
    const after = await loadPage().call("storage.state", {});
    await application.close();
    expect([
      state,
      backups.map(({ filingCount }) => filingCount),
      before,
      after.kind,
      await readDraft(),
    ]).toEqual([
      { kind: "closed", problem: { code: "storage-missing" } },
      [1],
      false,
      "open",
      "一",
    ]);
  });

  it("asks where only its sealed files are left, and starts empty where there was nothing", async () => {
    await prepareProfile(false);
    profileFaults["database-gone"](profile);
    const { application, loadPage } = await startClient(profile);
    const asked = await loadPage().call("storage.state", {});
    await application.close();
    rmSync(join(profile, "attachments"), { recursive: true });
    const fresh = await startClient(profile);
    expect([
      asked.kind,
      await fresh.loadPage().call("storage.state", {}),
    ]).toMatchObject(["closed", { kind: "open" }]);
    await fresh.application.close();
  });

  it("can be begun anew: what was there is set aside whole, and put back it is all there", async () => {
    await prepareProfile();
    profileFaults["database-header-damaged"](profile);
    const held = everyFile(profile).filter((name) => name !== "profile.lock");
    const damaged = readFileSync(join(profile, "client.db"));
    const { application, loadPage } = await startClient(profile);
    await loadPage().call("storage.start-anew", {});
    const state = await loadPage().call("storage.state", {});
    const drafts = await readDraft().catch(String);
    await application.close();
    const [aside = ""] = readdirSync(join(profile, "set-aside"));
    const [asideBackups = ""] = readdirSync(backupFolder()).filter((name) =>
      name.startsWith("set-aside-"),
    );
    const kept = [
      ...everyFile(join(profile, "set-aside", aside)),
      ...everyFile(join(backupFolder(), asideBackups)).map(
        (name) => `backups/${name}`,
      ),
    ];
    expect([
      state.kind,
      drafts,
      held.filter((name) => !kept.includes(name)),
      readFileSync(join(profile, "set-aside", aside, "client.db")).equals(
        damaged,
      ),
    ]).toEqual(["open", undefined, [], true]);

    // By hand: the newest backup of the one that was set aside.
    rmSync(join(profile, "client.db"));
    const [backup = ""] = readdirSync(
      join(backupFolder(), asideBackups),
    ).filter((name) => name.endsWith(".db"));
    renameSync(
      join(backupFolder(), asideBackups, backup),
      join(profile, "client.db"),
    );
    expect(await readDraft()).toBe("一");
  });

  it("is begun anew only after the mark that lets it go on is on the disk, with its name", async () => {
    const steps: string[] = [];
    const { open, rename } = fs;
    fs.open = async (...given) => {
      const handle = await open(...given);
      const sync = handle.sync.bind(handle);
      handle.sync = async () => {
        await sync();
        steps.push(`sync ${basename(String(given[0]))}`);
      };
      return handle;
    };
    fs.rename = async (from, to) => {
      steps.push(`move ${basename(String(from))}`);
      await rename(from, to);
    };
    syncBuiltinESMExports();
    try {
      writeFileSync(join(profile, "client.db"), "damaged");
      await startAnew({
        profileFolder: profile,
        databaseFile: join(profile, "client.db"),
        attachmentsRoot: join(profile, "attachments"),
        backupFolder: async () => backupFolder(),
      });
    } finally {
      Object.assign(fs, { open, rename });
      syncBuiltinESMExports();
    }
    expect(steps.slice(0, 3)).toEqual([
      "sync client.db.starting-anew",
      `sync ${basename(profile)}`,
      "move client.db",
    ]);
  });

  it("goes on setting aside where that was cut off", async () => {
    await prepareProfile();
    writeFileSync(join(profile, "client.db.starting-anew"), "");
    const { application, loadPage } = await startClient(profile);
    expect(await loadPage().call("storage.state", {})).toMatchObject({
      kind: "open",
    });
    await application.close();
    expect([
      await readDraft(),
      existsSync(join(profile, "client.db.starting-anew")),
      readdirSync(join(profile, "set-aside")).length,
    ]).toEqual([undefined, false, 1]);
  });
});

describe("a profile that the system's store does not open any more", () => {
  it("can be set aside whole by somebody without a recovery code, and only then", async () => {
    await prepareProfile();
    const sound = await startClient(profile);
    await expect(
      sound.loadPage().call("storage.start-anew", {}),
    ).rejects.toThrow("storage-in-order");
    await sound.application.close();

    const moved = await startClient(profile, { secretStore: strangeStore });
    await moved.loadPage().call("storage.start-anew", {});
    expect(await moved.loadPage().call("storage.state", {})).toMatchObject({
      kind: "open",
    });
    await moved.application.close();
    const database = openDatabase(join(profile, "client.db"));
    const identities = openIdentity(database, strangeStore);
    await identities.findOrCreate("usb-key", uscc);
    database.close();
    const [aside = ""] = readdirSync(join(profile, "set-aside"));
    const old = new Database(join(profile, "set-aside", aside, "client.db"));
    expect(old.prepare("SELECT id FROM filings").pluck().all()).toEqual([id]);
    old.close();
  });
});

describe("a profile of an older client", () => {
  it("is backed up as it was before its tables are changed, and that backup outlives the day's others", async () => {
    const file = join(profile, "client.db");
    const former = new Database(file);
    createFirstTables(former);
    former
      .prepare(
        "INSERT INTO identities (id, kind, lookup, created_at) VALUES ('one', 'usb-key', x'01', '2026')",
      )
      .run();
    former.pragma("user_version = 1");
    former.close();

    const { application, loadPage } = await startClient(profile);
    const other = new Database(file);
    for (let count = 0; count < 4; count++) {
      // Each backup has a name of its own millisecond.
      await new Promise((resolve) => setTimeout(resolve, 2));
      await makeBackup({
        database: other,
        attachmentsRoot: join(profile, "attachments"),
        folder: backupFolder(),
        now: () => new Date(),
      });
    }
    other.close();
    expect(await loadPage().call("storage.state", {})).toMatchObject({
      kind: "open",
    });
    await application.close();
    const backups = await listBackups(backupFolder());
    const before = backups.filter(({ kind }) => kind === "before-migration");
    const [copy] = before;
    const then = new Database(copy?.path ?? "", { readonly: true });
    const database = new Database(file, { readonly: true });
    expect([
      before.length,
      then.pragma("user_version", { simple: true }),
      then.prepare("SELECT id FROM identities").pluck().all(),
      database.pragma("user_version", { simple: true }),
      backups.length - before.length,
    ]).toEqual([1, 1, ["one"], schemaVersion, 3]);
    then.close();
    database.close();
  });

  it("is not changed where no backup of it can be made", async () => {
    const file = join(profile, "client.db");
    const former = new Database(file);
    createFirstTables(former);
    former.pragma("user_version = 1");
    former.close();
    // A file where the folder should be.
    writeFileSync(backupFolder(), "");
    const { application, loadPage } = await startClient(profile);
    const state = await loadPage().call("storage.state", {});
    await application.close();
    const database = new Database(file, { readonly: true });
    expect([
      state.kind,
      database.pragma("user_version", { simple: true }),
    ]).toEqual(["closed", 1]);
    database.close();
  });
});
