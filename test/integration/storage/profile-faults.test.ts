import { createHash } from "node:crypto";
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { attachmentFolder } from "../../../src-main/attachments/attachment-folder.ts";
import { createAttachmentStore } from "../../../src-main/attachments/attachment-store.ts";
import { makeBackup } from "../../../src-main/backups/make-backup.ts";
import { withBackup } from "../../../src-main/backups/read-backup.ts";
import { restoreBackup } from "../../../src-main/backups/restore-backup.ts";
import { setAsideDatabases } from "../../../src-main/backups/set-aside.ts";
import {
  adoptRescuedFiles,
  salvageContents,
} from "../../../src-main/application/salvage-contents.ts";
import { createFilingStore } from "../../../src-main/filings/filing-store.ts";
import { readContents } from "../../../src-main/filings/read-contents.ts";
import { deriveIdentityKey } from "../../../src-main/storage/identity-key.ts";
import { openDatabase } from "../../../src-main/storage/open-database.ts";
import { runDurably } from "../../../src-main/storage/run-durably.ts";
import {
  exampleFilingId as id,
  withScope,
} from "../../fixtures/filings/example-record.ts";
import {
  profileFaults,
  type ProfileFault,
} from "../../fixtures/storage/profile-faults.ts";
import { startClient } from "../../fixtures/storage/start-client.ts";

const key = deriveIdentityKey("one", Buffer.alloc(32, 1));
const bytes = Buffer.alloc(200_000, "sealed");
const sha256 = createHash("sha256").update(bytes).digest("hex");
const later = Buffer.alloc(90_000, "later");
const laterSha256 = createHash("sha256").update(later).digest("hex");

let profile: string;
let at: Date;
const now = () => at;
beforeEach(() => {
  profile = mkdtempSync(join(tmpdir(), "profile-fault-"));
  at = new Date("2024-02-26T02:00:00.000Z");
});
afterEach(() => rmSync(profile, { recursive: true, force: true }));

const backupFolder = () => join(profile, "backups");

function openStores() {
  const database = openDatabase(join(profile, "client.db"));
  database
    .prepare(
      "INSERT INTO identities (id, kind, lookup, created_at) VALUES ('one', 'usb-key', x'01', ?) ON CONFLICT DO NOTHING",
    )
    .run(at.toISOString());
  const folder = attachmentFolder(profile);
  return {
    database,
    folder,
    filings: createFilingStore(database, key, now),
    attachments: createAttachmentStore(database, key, folder, now),
  };
}

function withFile(scope: string, digest: string, size: number) {
  const content = withScope(scope);
  const letter = {
    fileName: "公函.pdf",
    mediaType: "application/pdf",
    size,
    sha256: digest,
  };
  return { ...content, files: { ...content.files, officialLetter: letter } };
}

/** A draft with a file, backed up; then typed in further, with another file. */
async function prepareProfile(): Promise<void> {
  const { database, filings, attachments, folder } = openStores();
  // Enough rows that a page of them can be damaged without the schema.
  const insert = database.prepare(
    "INSERT INTO companion_cache VALUES (?, ?, 'now')",
  );
  runDurably(database, () => {
    for (let index = 0; index < 300; index++)
      insert.run(`key ${index}`, "value ".repeat(100));
  });
  await attachments.put(sha256, bytes);
  filings.keep(id, withFile("一", sha256, bytes.length));
  await makeBackup({
    database,
    attachmentsRoot: folder.root,
    folder: backupFolder(),
    now,
  });
  at = new Date("2024-02-26T03:00:00.000Z");
  await attachments.put(laterSha256, later);
  filings.keep(id, withFile("二", laterSha256, later.length));
  database.close();
}

describe("a profile whose database cannot be opened", () => {
  it.each([
    "database-header-damaged",
    "database-schema-damaged",
    "database-is-no-database",
  ] satisfies ProfileFault[])(
    "%s: says so, changes nothing, and the newest backup brings it back",
    async (fault) => {
      await prepareProfile();
      profileFaults[fault](profile);
      const damaged = readFileSync(join(profile, "client.db"));
      const { application, loadPage } = await startClient(profile);
      const page = loadPage();
      expect(await page.call("storage.state", {})).toEqual({
        kind: "closed",
        problem: { code: "storage-damaged" },
      });
      await expect(page.call("session.state", {})).rejects.toThrow(
        "storage-damaged",
      );
      const { backups } = await page.call("backups.list", {});
      expect(backups).toMatchObject([{ filingCount: 1 }]);
      const name = backups[0]?.name ?? "";
      expect(await page.call("backups.preview", { name })).toEqual({
        filings: [
          {
            filingId: id,
            kind: "new",
            year: 2024,
            inBackup: {
              state: "draft",
              changedAt: "2024-02-26T02:00:00.000Z",
              isWaiting: false,
            },
            now: null,
          },
        ],
        isNowReadable: false,
      });
      expect(readFileSync(join(profile, "client.db")).equals(damaged)).toBe(
        true,
      );
      await page.call("backups.restore", { name });
      await expect
        .poll(() => loadPage().call("storage.state", {}))
        .toMatchObject({ kind: "open", isSound: true });
      const [aside = ""] = setAsideDatabases(profile);
      expect(readFileSync(aside).equals(damaged)).toBe(true);
      await application.close();
      const { filings, database } = openStores();
      expect(filings.get(id)?.content).toEqual(
        withFile("一", sha256, bytes.length),
      );
      database.close();
    },
  );

  it("keeps quiet about paths: a name that is not in the list restores nothing", async () => {
    await prepareProfile();
    profileFaults["database-header-damaged"](profile);
    const { application, loadPage } = await startClient(profile);
    await expect(
      loadPage().call("backups.restore", { name: "../client.db" }),
    ).rejects.toThrow("backup-unknown");
    await application.close();
  });
});

describe("a profile with damaged pages", () => {
  it("opens, tells after a look in the background, keeps good backups, and restoring asks about what was newer", async () => {
    await prepareProfile();
    profileFaults["database-page-damaged"](profile);
    const { application, loadPage } = await startClient(profile);
    const page = loadPage();
    await expect
      .poll(() => page.call("storage.state", {}))
      .toMatchObject({ kind: "open", isSound: false });
    const { backups } = await page.call("backups.list", {});
    const name = backups[0]?.name ?? "";
    expect(backups).toHaveLength(1);
    await page.call("backups.restore", { name });
    await application.close();

    const { filings, database, folder, attachments } = openStores();
    const logDefect = (error: unknown): void => {
      throw error;
    };
    salvageContents({ profileFolder: profile, key, filings, logDefect });
    salvageContents({ profileFolder: profile, key, filings, logDefect });
    await adoptRescuedFiles({ database, key, folder, filings, now });
    expect(
      filings
        .rescued()
        .map(({ reason, content, base, leftAt }) => [
          reason,
          content.fields.businessScope,
          base.content?.fields.businessScope,
          leftAt,
        ]),
    ).toEqual([["damage", "二", "一", null]]);
    expect([
      await attachments.isWhole(sha256),
      await attachments.isWhole(laterSha256),
    ]).toEqual([true, true]);
    database.close();
  });

  it("a sound database is not replaced", async () => {
    await prepareProfile();
    const { application, loadPage } = await startClient(profile);
    const page = loadPage();
    await expect
      .poll(() => page.call("storage.state", {}))
      .toMatchObject({ isSound: true });
    const { backups } = await page.call("backups.list", {});
    await expect(
      page.call("backups.restore", { name: backups[0]?.name ?? "" }),
    ).rejects.toThrow("backup-not-needed");
    await application.close();
  });
});

describe("a restore that was cut off", () => {
  it("goes on at the next start, with the old file set aside", async () => {
    await prepareProfile();
    const [backup = ""] = readdirSync(backupFolder()).filter((name) =>
      name.endsWith(".db"),
    );
    copyFileSync(
      join(backupFolder(), backup),
      join(profile, "client.db.restoring"),
    );
    const { application } = await startClient(profile);
    await application.close();
    const { filings, database } = openStores();
    expect([
      filings.get(id)?.content.fields.businessScope,
      setAsideDatabases(profile).length,
      existsSync(join(profile, "client.db.restoring")),
    ]).toEqual(["一", 1, false]);
    database.close();
  });
});

describe("a restore over damaged attachments", () => {
  it("brings the backup's good ones back and sets the damaged ones aside", async () => {
    await prepareProfile();
    const [backup = ""] = readdirSync(backupFolder()).filter((name) =>
      name.endsWith(".db"),
    );
    const { root } = attachmentFolder(profile);
    const copy = join(profile, "copied");
    // Another disk than the backup's: no bytes are shared, so only the profile's are damaged.
    cpSync(root, copy, { recursive: true });
    rmSync(root, { recursive: true });
    renameSync(copy, root);
    profileFaults["attachment-damaged"](profile);
    profileFaults["database-header-damaged"](profile);
    await restoreBackup(
      {
        profileFolder: profile,
        databaseFile: join(profile, "client.db"),
        attachmentsRoot: root,
      },
      backupFolder(),
      join(backupFolder(), backup),
    );
    const { attachments, database } = openStores();
    expect([
      await attachments.isWhole(sha256),
      readdirSync(join(profile, "set-aside", "attachments")).length,
      setAsideDatabases(profile).length,
    ]).toEqual([true, 1, 1]);
    database.close();
  });
});

describe("a profile that is not free", () => {
  it.each([
    ["second-client", "storage-in-use"],
    ["database-locked", "storage-not-writable"],
    ["read-only", "storage-not-writable"],
  ] satisfies [ProfileFault, string][])(
    "%s: says %s, and opens once that is over",
    async (fault, code) => {
      await prepareProfile();
      const undo = profileFaults[fault](profile);
      try {
        const { application, loadPage } = await startClient(profile);
        const page = loadPage();
        const first = await page.call("storage.state", {});
        undo();
        const second = await page.call("storage.open-again", {});
        expect([first, second.kind]).toEqual([
          { kind: "closed", problem: { code } },
          "open",
        ]);
        await application.close();
      } finally {
        undo();
      }
    },
    40_000,
  );
});

describe("a damaged attachment", () => {
  it.each([
    "attachment-damaged",
    "attachment-cut",
    "attachment-gone",
  ] satisfies ProfileFault[])(
    "%s: is told before a wrong byte comes out, and the draft stays",
    async (fault) => {
      await prepareProfile();
      profileFaults[fault](profile);
      const { filings, attachments, database } = openStores();
      const read = async () => {
        const pieces: Uint8Array[] = [];
        for await (const piece of attachments.read(sha256)) pieces.push(piece);
        return Buffer.concat(pieces);
      };
      await expect(read()).rejects.toThrow("attachment-store-damaged");
      expect(filings.get(id)?.content.fields.businessScope).toBe("二");
      await attachments.put(sha256, bytes);
      expect((await read()).equals(bytes)).toBe(true);
      database.close();
    },
  );
});

describe("an attachment that another program holds", () => {
  it("is said to be held and not to be damaged, is not written over, and can be read once it is free", async () => {
    await prepareProfile();
    const { attachments, database } = openStores();
    const read = async () => {
      const pieces: Uint8Array[] = [];
      for await (const piece of attachments.read(sha256)) pieces.push(piece);
      return Buffer.concat(pieces);
    };
    const undo = profileFaults["attachment-locked"](profile);
    try {
      await expect(read()).rejects.toThrow("attachment-locked");
      await expect(attachments.put(sha256, bytes)).rejects.toThrow(
        "attachment-locked",
      );
    } finally {
      undo();
    }
    expect((await read()).equals(bytes)).toBe(true);
    database.close();
  });
});

describe("backups", () => {
  it("share the sealed files instead of doubling them, and outlive their deletion", async () => {
    await prepareProfile();
    const { attachments, database } = openStores();
    await attachments.erase(sha256);
    database.close();
    const root = join(backupFolder(), "attachments");
    const kept = readdirSync(root, { recursive: true })
      .map((name) => join(root, String(name)))
      .filter((path) => statSync(path).isFile());
    const [path = ""] = kept;
    expect([kept.length, statSync(path).nlink]).toEqual([1, 1]);
    const [backup = ""] = readdirSync(backupFolder()).filter((name) =>
      name.endsWith(".db"),
    );
    const found = withBackup(join(backupFolder(), backup), (then) =>
      readContents(then, key),
    );
    expect(found?.map(({ content }) => content.fields.businessScope)).toEqual([
      "一",
    ]);
  });
});
