import { randomUUID } from "node:crypto";
import { existsSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import fs from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { salvageContents } from "../../../src-main/application/salvage-contents.ts";
import { listBackups } from "../../../src-main/backups/backup-folder.ts";
import { previewBackup } from "../../../src-main/backups/describe-backups.ts";
import { makeBackup } from "../../../src-main/backups/make-backup.ts";
import { restoreBackup } from "../../../src-main/backups/restore-backup.ts";
import {
  exampleFilingId as id,
  exampleRecord,
  withScope,
} from "../../fixtures/filings/example-record.ts";
import {
  openTestProfile,
  type TestProfile,
} from "../../fixtures/storage/open-test-profile.ts";
import { flipBit } from "../../fixtures/storage/profile-faults.ts";
import { problemOf } from "../accounts/account-desk.ts";
import {
  startTestCompanion,
  type TestCompanion,
} from "../companion/start-test-companion.ts";
import { signedInAccount } from "../companion/test-account.ts";
import { sitDown, type Clerk } from "./clerk-at-profile.ts";

let companion: TestCompanion;
beforeAll(async () => {
  companion = await startTestCompanion();
  await signedInAccount(companion);
});
afterAll(() => companion.close());

const logDefect = (error: unknown): void => {
  throw error;
};

/** How many data keys each backup holds, the last made first. */
async function keysInBackups(profile: string): Promise<unknown[]> {
  const backups = await listBackups(join(profile, "backups"));
  return backups.map(({ path }) => {
    const database = new Database(path, { readonly: true });
    const count = database
      .prepare("SELECT count(*) FROM identity_keys")
      .pluck()
      .get();
    database.close();
    return count;
  });
}

describe("the whole client", () => {
  let clerk: Clerk;
  afterEach(async () => {
    await clerk.close();
    rmSync(clerk.profile, { recursive: true, force: true });
  });

  const hasState = (isSound: boolean) =>
    expect
      .poll(() => clerk.call("storage.state", {}))
      .toMatchObject({ kind: "open", isSound });

  /** A draft, and beside it something that does not open any more. */
  async function workAndDamage(): Promise<void> {
    clerk = await sitDown(companion);
    await hasState(true);
    companion.advance(60_000);
    await clerk.signIn();
    await clerk.type("一");
    await clerk.close();
    flipBit(clerk.profile, "account_unlocks", "sealed");
    companion.advance(60_000);
  }

  async function comeBack(): Promise<void> {
    clerk = await sitDown(companion, clerk.profile);
    await hasState(false);
  }

  it("backs up an identity and a recovery code as soon as they are made", async () => {
    clerk = await sitDown(companion);
    await hasState(true);
    companion.advance(60_000);
    await clerk.signIn();
    await expect
      .poll(async () => (await keysInBackups(clerk.profile))[0])
      .toBe(1);
    const { code } = await clerk.call("recovery.begin", {});
    companion.advance(60_000);
    await clerk.call("recovery.confirm", { typed: code });
    await expect
      .poll(async () => (await keysInBackups(clerk.profile))[0])
      .toBe(2);
  });

  it("a restore keeps whoever came since the backup, with what still opens", async () => {
    await workAndDamage();
    const backups = await listBackups(join(clerk.profile, "backups"));
    const first = backups.at(-1);
    for (const { path } of backups.slice(0, -1)) rmSync(path);
    expect(await keysInBackups(clerk.profile)).toEqual([0]);
    await comeBack();
    await clerk.call("backups.restore", { name: first?.name ?? "" });
    clerk.reload();
    await clerk.signIn();
    const { contents } = await clerk.call("rescued.list", {});
    expect(contents.map(({ content }) => content.fields.businessScope)).toEqual(
      ["一"],
    );
  });

  it("a restore that finds no room closes nothing: whoever is signed in goes on", async () => {
    await workAndDamage();
    await comeBack();
    await clerk.signIn();
    // A file where the folder should be: nothing can be set aside.
    writeFileSync(join(clerk.profile, "set-aside"), "");
    const { backups } = await clerk.call("backups.list", {});
    const name = backups.find(({ isWhole }) => isWhole)?.name ?? "";
    await expect(clerk.call("backups.restore", { name })).rejects.toThrow();
    const { kind } = await clerk.call("session.state", {});
    const { rows } = await clerk.call("filings.list", {});
    expect([kind, rows.length]).toEqual(["signed-in", 1]);
  });

  it("a restore that fails at the last step leaves the page on a client that works", async () => {
    await workAndDamage();
    await comeBack();
    await clerk.signIn();
    const { backups } = await clerk.call("backups.list", {});
    const name = backups.find(({ isWhole }) => isWhole)?.name ?? "";
    const { rename } = fs;
    fs.rename = async (from, to) => {
      if (String(from).endsWith("client.db"))
        throw Object.assign(new Error("no room"), { code: "ENOSPC" });
      await rename(from, to);
    };
    syncBuiltinESMExports();
    const problem = await problemOf(
      clerk.call("backups.restore", { name }),
    ).finally(() => {
      fs.rename = rename;
      syncBuiltinESMExports();
    });
    const before = await clerk.call("session.state", {});
    await clerk.signIn();
    const { rows } = await clerk.call("filings.list", {});
    expect([problem, before.kind, rows.length]).toEqual([
      "storage-disk-full",
      "signed-out",
      1,
    ]);
  });
});

describe("a restored database", () => {
  let profile: TestProfile;
  afterEach(() => profile.remove());

  const databaseFile = () => join(profile.folder, "profile.sqlite");
  const backupFolder = () => join(profile.folder, "backups");
  const backUp = () =>
    makeBackup({
      database: profile.database,
      attachmentsRoot: profile.attachmentFolder.root,
      folder: backupFolder(),
      now: profile.now,
    });

  /** Puts the backup back and signs in. */
  async function restore(path: string): Promise<void> {
    profile.database.close();
    const place = {
      profileFolder: profile.folder,
      databaseFile: databaseFile(),
      attachmentsRoot: profile.attachmentFolder.root,
    };
    await restoreBackup(place, backupFolder(), path);
    profile = openTestProfile(profile.folder);
    salvage();
  }
  function salvage(): void {
    const { folder: profileFolder, key, filings } = profile;
    salvageContents({ profileFolder, key, filings, logDefect });
  }
  const rescued = () =>
    profile.filings
      .rescued()
      .map(({ reason, content, leftAt }) => [
        reason,
        content.fields.businessScope,
        leftAt,
      ]);

  function saveAtCompanion(scope: string): void {
    const { filings } = profile;
    filings.save(id, withScope(scope));
    const { pending } = filings.get(id) ?? {};
    if (pending?.kind !== "save") throw new Error("nothing waits");
    const record = exampleRecord({ version: 1, content: withScope(scope) });
    filings.acceptSave(pending.saveId, record);
  }

  function queue(): string {
    const submissionId = randomUUID();
    const [frozen, digest] = ["frozen text", "its digest"];
    const row = { filingId: id, submissionId, frozen, digest, baseVersion: 1 };
    profile.filings.putFrozen(row);
    profile.filings.queueSubmission(submissionId, "its signature");
    return submissionId;
  }

  it("has the signed submission waiting again, which says so and was announced", async () => {
    profile = openTestProfile();
    saveAtCompanion("一");
    const backup = await backUp();
    const submissionId = queue();
    const { filings: announced } = previewBackup(backup, databaseFile(), null);
    await restore(backup.path);
    const filing = profile.filings.get(id);
    expect([
      announced.map(({ inBackup, now }) => [
        inBackup?.isWaiting,
        now?.isWaiting,
      ]),
      filing?.outgoing,
      filing?.failure,
    ]).toEqual([
      [[false, true]],
      {
        submissionId,
        frozen: "frozen text",
        digest: "its digest",
        signature: "its signature",
        state: "sending",
        baseVersion: 1,
        turn: 1,
        isHeld: true,
      },
      null,
    ]);
  });

  it("has a filing that the backup lacked where its submission waited", async () => {
    profile = openTestProfile();
    const backup = await backUp();
    saveAtCompanion("一");
    queue();
    await restore(backup.path);
    const filing = profile.filings.get(id);
    expect([
      filing?.content.fields.businessScope,
      filing?.outgoing?.state,
      filing?.outgoing?.isHeld,
    ]).toEqual(["一", "sending", true]);
  });

  it("leaves a submission alone that waits in the backup, too", async () => {
    profile = openTestProfile();
    saveAtCompanion("一");
    queue();
    const backup = await backUp();
    await restore(backup.path);
    const filing = profile.filings.get(id);
    expect([filing?.outgoing?.state, filing?.failure]).toEqual([
      "queued",
      null,
    ]);
  });

  it("lets the submission wait that was signed after the one in the backup was cancelled", async () => {
    profile = openTestProfile();
    saveAtCompanion("一");
    const cancelled = queue();
    const backup = await backUp();
    profile.filings.cancelSubmission(cancelled, "cancel");
    const signed = queue();
    await restore(backup.path);
    expect(profile.filings.get(id)?.outgoing).toMatchObject({
      submissionId: signed,
      isHeld: true,
    });
  });

  it("asks about what was typed after a clock that ran ahead was put right", async () => {
    profile = openTestProfile();
    profile.setNow(new Date("2026-03-03T09:00:00Z"));
    profile.filings.keep(id, withScope("一"));
    const backup = await backUp();
    profile.setNow(new Date("2026-03-01T10:00:00Z"));
    profile.filings.keep(id, withScope("后来打的字"));
    await restore(backup.path);
    expect(rescued()).toEqual([["damage", "后来打的字", null]]);
  });

  it("keeps what was rescued or given up since the backup, once, until its 30 days are over", async () => {
    profile = openTestProfile();
    profile.filings.keep(id, withScope("一"));
    const backup = await backUp();
    const leftAt = "2024-02-26T03:00:00.000Z";
    profile.filings.rescue({
      filingId: id,
      reason: "discarded",
      typedAt: leftAt,
      leftAt,
      content: withScope("放弃的"),
      base: { content: null, isCopy: false },
    });
    await restore(backup.path);
    salvage();
    expect(rescued()).toEqual([["discarded", "放弃的", leftAt]]);
  });

  it("is looked at again where somebody was not known in the old one", async () => {
    profile = openTestProfile();
    profile.filings.keep(id, withScope("一"));
    const backup = await backUp();
    await restore(backup.path);
    const other = openTestProfile(profile.folder, "another");
    const { folder: profileFolder, key, filings } = other;
    salvageContents({ profileFolder, key, filings, logDefect });
    other.database.close();
    const [aside = ""] = readdirSync(join(profile.folder, "set-aside")).filter(
      (name) => name !== "attachments",
    );
    const marks = readdirSync(join(profile.folder, "set-aside", aside)).filter(
      (name) => name.startsWith("salvaged-"),
    );
    expect(marks).toEqual(["salvaged-one"]);
  });

  it("is not begun with a file that is no backup", async () => {
    profile = openTestProfile();
    const path = join(profile.folder, "no-backup.db");
    writeFileSync(path, "this is no database");
    const place = {
      profileFolder: profile.folder,
      databaseFile: databaseFile(),
      attachmentsRoot: profile.attachmentFolder.root,
    };
    await expect(restoreBackup(place, backupFolder(), path)).rejects.toThrow(
      "backup-unreadable",
    );
    expect(existsSync(`${databaseFile()}.restoring-part`)).toBe(false);
  });
});
