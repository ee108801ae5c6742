import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { filledRegistration } from "../../fixtures/registration.ts";
import { openDesk } from "../accounts/account-desk.ts";
import {
  startTestCompanion,
  type TestCompanion,
} from "../companion/start-test-companion.ts";
import { accountPassword, signedInAccount } from "../companion/test-account.ts";

let companion: TestCompanion;
let chosen: string;
beforeAll(async () => {
  companion = await startTestCompanion();
  await signedInAccount(companion);
  chosen = mkdtempSync(join(tmpdir(), "chosen-backups-"));
});
afterAll(async () => {
  await companion.close();
  rmSync(chosen, { recursive: true, force: true });
});

it("keeps the backups of several profiles apart: none thins out or shows another's", async () => {
  const shared = mkdtempSync(join(tmpdir(), "shared-backups-"));
  const openAt = () =>
    openDesk({
      origin: companion.origin,
      now: () => companion.clock.now,
      chooseFolder: async () => shared,
    });
  const desks = [await openAt(), await openAt()] as const;
  for (const desk of desks) {
    await desk.signIn(filledRegistration.accountName, accountPassword);
    await desk.call("settings.choose-backup-folder", {});
  }
  const [one, other] = desks;
  await one.call("backups.make", {});
  const names = async (desk: (typeof desks)[number]) => {
    const { backups } = await desk.call("backups.list", {});
    return backups.map(({ name }) => name);
  };
  const before = await names(one);
  for (let hour = 0; hour < 5; hour++) {
    companion.advance(60_000);
    await other.call("backups.make", {});
  }
  const after = await names(one);
  const others = await names(other);
  for (const desk of desks) {
    await desk.close();
    rmSync(desk.profile, { recursive: true, force: true });
  }
  rmSync(shared, { recursive: true });
  expect([before.length, after, others.length]).toEqual([1, before, 3]);
});

it("takes the next backup, and the list shows what stands there; 恢复默认 goes back", async () => {
  const desk = await openDesk({
    origin: companion.origin,
    now: () => companion.clock.now,
    chooseFolder: async () => chosen,
  });
  await desk.signIn(filledRegistration.accountName, accountPassword);
  const names = async () => {
    const { backups } = await desk.call("backups.list", {});
    return backups.map(({ name }) => name);
  };
  await desk.call("backups.make", {});
  const before = await names();
  await desk.call("settings.choose-backup-folder", {});
  const atFirst = await names();
  companion.advance(60_000);
  await desk.call("backups.make", {});
  const there = await names();
  const [own = ""] = readdirSync(chosen);
  const files = readdirSync(join(chosen, own));
  await desk.call("settings.reset", { name: "backupFolder" });
  const afterwards = await names();
  await desk.close();
  rmSync(desk.profile, { recursive: true, force: true });
  expect([before.length > 0, atFirst, there.length]).toEqual([true, [], 1]);
  expect(files).toEqual(expect.arrayContaining(there));
  expect(afterwards).toEqual(before);
});
