import { randomUUID } from "node:crypto";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
} from "vitest";
import { settleRestore } from "../../../src-main/application/settle-restore.ts";
import {
  exampleFilingId as id,
  exampleRecord,
  withScope,
} from "../../fixtures/filings/example-record.ts";
import {
  openTestProfile,
  type TestProfile,
} from "../../fixtures/storage/open-test-profile.ts";
import {
  startTestCompanion,
  type TestCompanion,
} from "../companion/start-test-companion.ts";
import { signedInAccount } from "../companion/test-account.ts";
import { sitDown, type Clerk } from "./clerk-at-profile.ts";

const asideIn = (profileFolder: string) =>
  join(profileFolder, "set-aside", "20260101T000000000Z");

describe("a profile that was restored", () => {
  let profile: TestProfile;
  beforeEach(() => {
    profile = openTestProfile();
    profile.filings.applyServerRecord(
      exampleRecord({ version: 1, content: withScope("一") }),
    );
    const submissionId = randomUUID();
    const [frozen, digest] = ["frozen text", "its digest"];
    const row = { filingId: id, submissionId, frozen, digest, baseVersion: 1 };
    profile.filings.putFrozen(row);
    profile.filings.queueSubmission(submissionId, null);
    profile.database.pragma("wal_checkpoint(TRUNCATE)");
    mkdirSync(asideIn(profile.folder), { recursive: true });
    copyFileSync(
      join(profile.folder, "profile.sqlite"),
      join(asideIn(profile.folder), "client.db"),
    );
  });
  afterEach(() => profile.remove());

  const settle = () => {
    const { folder: profileFolder, key, filings } = profile;
    const defects: unknown[] = [];
    const isSettled = settleRestore({
      profileFolder,
      key,
      filings,
      logDefect: (error) => defects.push(error),
    });
    return { isSettled, defects };
  };
  const held = () => profile.filings.get(id)?.outgoing?.isHeld === true;

  it.each(["submissions SET sealed", "filings SET sealed_content"])(
    "with a damaged row: its content is asked about and nothing is put back (%s)",
    (column) => {
      profile.database.exec(`UPDATE ${column} = zeroblob(100)`);
      profile = profile.reopen();
      expect(settle()).toEqual({ isSettled: true, defects: [] });
      const rescued = profile.filings
        .rescued()
        .map(({ content }) => content.fields.businessScope);
      const submissions = profile.database
        .prepare("SELECT count(*) FROM submissions")
        .pluck();
      expect([rescued, submissions.get()]).toEqual([["一"], 1]);
      expect(() => profile.filings.get(id)).toThrow("storage-damaged");
    },
  );

  it("holds what waits, and only until it was salvaged: what is of before holding was known stays as it is", () => {
    expect([settle().isSettled, held()]).toEqual([true, true]);
    profile.filings.sendHeld(id);
    rmSync(join(asideIn(profile.folder), "held-one"));
    expect(existsSync(join(asideIn(profile.folder), "salvaged-one"))).toBe(
      true,
    );
    expect([settle().isSettled, held()]).toEqual([true, false]);
  });

  it("says so where nothing can be held", () => {
    profile.database.exec(
      "CREATE TRIGGER refuse BEFORE UPDATE ON submissions BEGIN SELECT RAISE(ABORT, 'refused'); END",
    );
    const { isSettled, defects } = settle();
    expect([isSettled, defects.length]).toEqual([false, 1]);
  });
});

describe("a clerk", () => {
  let companion: TestCompanion;
  let clerk: Clerk;
  beforeAll(async () => {
    companion = await startTestCompanion();
    await signedInAccount(companion);
  });
  afterAll(() => companion.close());
  beforeEach(async () => {
    clerk = await sitDown(companion);
    await clerk.signIn();
    await clerk.type("一");
  });
  afterEach(async () => {
    await clerk.close();
    rmSync(clerk.profile, { recursive: true, force: true });
  });

  it("signs in though no mark can be written", async () => {
    await clerk.close();
    const aside = asideIn(clerk.profile);
    mkdirSync(aside, { recursive: true });
    copyFileSync(join(clerk.profile, "client.db"), join(aside, "client.db"));
    const database = new Database(join(aside, "client.db"));
    const person =
      database.prepare<[], string>("SELECT id FROM identities").pluck().get() ??
      "";
    database.close();
    for (const what of ["held", "salvaged"])
      symlinkSync(
        join(aside, "gone", "mark"),
        join(aside, `${what}-${person}`),
      );
    clerk = await sitDown(companion, clerk.profile);
    await clerk.signIn();
    const { counts } = await clerk.call("sync.state", {});
    expect(counts.draft).toBe(1);
  });

  it("signs in though nothing can be held; then nothing is sent", async () => {
    await clerk.close();
    clerk = await sitDown(companion, clerk.profile);
    // A file where the folder should be.
    writeFileSync(join(clerk.profile, "set-aside"), "");
    await clerk.signIn();
    const { rows } = await clerk.call("filings.list", {});
    // The synchroniser counts what it has begun with.
    const { counts } = await clerk.call("sync.state", {});
    expect([rows.length, counts.draft]).toEqual([1, 0]);
  });
});
