import { setImmediate as turn } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { filledRegistration } from "../../fixtures/registration.ts";
import { openDesk, type AccountDesk } from "../accounts/account-desk.ts";
import { succeed } from "../companion/companion-requester.ts";
import {
  startTestCompanion,
  type TestCompanion,
} from "../companion/start-test-companion.ts";
import { accountPassword, registerParts } from "../companion/test-account.ts";

const { accountName } = filledRegistration;

let companion: TestCompanion;
let desk: AccountDesk;

beforeEach(async () => {
  companion = await startTestCompanion();
  await succeed(companion.request, "register", await registerParts(companion));
});
afterEach(async () => {
  vi.useRealTimers();
  await desk.close();
  await companion.close();
});

const connectionOf = async (): Promise<string> =>
  (await desk.call("sync.state", {})).connection.kind;
/** Turns of the event loop and no pause: time stands still. */
const until = async (isSo: () => Promise<boolean>): Promise<void> => {
  while (!(await isSo())) await turn();
};

describe("a machine that wakes up", () => {
  it("looks for the API at once, however long the pause before the next try still is", async () => {
    desk = await openDesk({ origin: companion.origin });
    await desk.signIn(accountName, accountPassword);
    const { profile } = desk;
    await desk.close();

    desk = await openDesk({ origin: companion.origin, profile });
    desk.isOffline = true;
    vi.useFakeTimers({ toFake: ["setTimeout", "setInterval"] });
    await desk.signIn(accountName, accountPassword);
    await until(async () => (await connectionOf()) === "offline");
    desk.isOffline = false;
    for (let turns = 0; turns < 1000; turns += 1) await turn();
    const asleep = await connectionOf();
    desk.application.wakeUp();
    await until(async () => (await connectionOf()) === "online");
    expect(asleep).toBe("offline");
  }, 60_000);
});
