import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { listBackups } from "../../../src-main/backups/backup-folder.ts";
import { profileFaults } from "../../fixtures/storage/profile-faults.ts";
import { problemOf } from "../accounts/account-desk.ts";
import {
  startTestCompanion,
  type TestCompanion,
} from "../companion/start-test-companion.ts";
import { signedInAccount } from "../companion/test-account.ts";
import { sitDown, type Clerk } from "./clerk-at-profile.ts";

let companion: TestCompanion;
let clerk: Clerk;
beforeAll(async () => {
  companion = await startTestCompanion();
  await signedInAccount(companion);
});
afterAll(() => companion.close());
afterEach(async () => {
  await clerk.close();
  rmSync(clerk.profile, { recursive: true, force: true });
});

const backupFolder = () => join(clerk.profile, "backups");

/** A draft, and a backup of it. */
async function workAndLeave(): Promise<void> {
  clerk = await sitDown(companion);
  await clerk.signIn();
  await clerk.type("一");
  companion.advance(60_000);
  await clerk.call("backups.make", {});
  await clerk.close();
  companion.advance(60_000);
}

describe("a sealed value that does not open any more", () => {
  it("counts as damage: others are shown, no good backup goes, and restoring brings it back", async () => {
    await workAndLeave();
    const good = await listBackups(backupFolder());
    profileFaults["sealed-value-damaged"](clerk.profile);
    clerk = await sitDown(companion, clerk.profile);
    await expect
      .poll(() => clerk.call("storage.state", {}))
      .toMatchObject({ kind: "open", isSound: false });
    await clerk.signIn();
    await clerk.type("二");
    for (let hour = 0; hour < 5; hour++) {
      companion.advance(3_600_000);
      await clerk.call("backups.make", {});
    }
    const names = (await listBackups(backupFolder())).map(({ name }) => name);
    const scopes = async () => {
      const { rows } = await clerk.call("filings.list", {});
      const details = await Promise.all(
        rows.map(({ id }) => clerk.call("filings.detail", { filingId: id })),
      );
      return details.map(({ content }) => content.fields.businessScope);
    };
    const shown = await scopes();
    const { backups } = await clerk.call("backups.list", {});
    const best = backups.find(({ isWhole }) => isWhole);
    await clerk.call("backups.restore", { name: best?.name ?? "" });
    clerk.reload();
    await clerk.signIn();
    const { contents } = await clerk.call("rescued.list", {});
    expect([
      names.filter((name) => good.some((each) => each.name === name)).length,
      shown,
      best?.name,
      await scopes(),
      contents.map(({ content }) => content.fields.businessScope),
    ]).toEqual([good.length, ["二"], good[0]?.name, ["一"], ["二"]]);
  });

  it("is told at sign-in where it came about since the start, and the restore is offered then", async () => {
    await workAndLeave();
    clerk = await sitDown(companion, clerk.profile);
    await expect
      .poll(() => clerk.call("storage.state", {}))
      .toMatchObject({ isSound: true });
    profileFaults["sealed-value-damaged"](clerk.profile);
    await clerk.signIn();
    await expect
      .poll(() => clerk.call("storage.state", {}))
      .toMatchObject({ isSound: false });
    const { backups } = await clerk.call("backups.list", {});
    const name = backups.find(({ isWhole }) => isWhole)?.name ?? "";
    await clerk.call("backups.restore", { name });
    clerk.reload();
    await clerk.signIn();
    expect((await clerk.call("filings.list", {})).rows).toHaveLength(1);
  });
});

describe("a wrapped key that does not open while a backup's does", () => {
  it("is taken from there, and the data open", async () => {
    await workAndLeave();
    profileFaults["wrapped-key-damaged"](clerk.profile);
    clerk = await sitDown(companion, clerk.profile);
    await clerk.signIn();
    const { rows } = await clerk.call("filings.list", {});
    expect(rows).toHaveLength(1);
  });

  it("stays as it is where no backup has a better one", async () => {
    await workAndLeave();
    rmSync(backupFolder(), { recursive: true });
    profileFaults["wrapped-key-damaged"](clerk.profile);
    clerk = await sitDown(companion, clerk.profile);
    expect(await problemOf(clerk.signIn())).toBe("identity-store-unreadable");
  });
});
