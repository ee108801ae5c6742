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
  const files = readdirSync(chosen);
  await desk.call("settings.reset", { name: "backupFolder" });
  const afterwards = await names();
  await desk.close();
  rmSync(desk.profile, { recursive: true, force: true });
  expect([before.length > 0, atFirst, there.length]).toEqual([true, [], 1]);
  expect(files).toEqual(expect.arrayContaining(there));
  expect(afterwards).toEqual(before);
});
