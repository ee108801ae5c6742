import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDevelopmentSecretStore } from "../../../dev/browser-host/development-secret-store.ts";
import { createKeySimulator } from "../../../dev/key-simulator.ts";
import { createApplication } from "../../../src-main/application/create-application.ts";
import type { ProblemError } from "../../../src-shared/problems/problem.ts";
import { createFakeHostPorts } from "../../fixtures/fakes/fake-host-ports.ts";
import { openPage } from "../../fixtures/open-page.ts";
import { forkKeyHost } from "../usb-key/fork-key-host.ts";
import { beginTrial, startApi, type Trial } from "./trial-parts.ts";

const rightPin = "Kanarie-471100";
const wrongPin = "Kanarie-991122";

let trial: Trial;
beforeAll(async () => {
  trial = await beginTrial();
}, 60_000);
afterAll(() => trial.end());

/** Everything the profile holds, byte for byte. */
function filesWith(folder: string, secret: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => {
      const bytes = readFileSync(path);
      return (
        bytes.includes(secret) || bytes.includes(Buffer.from(secret, "utf16le"))
      );
    });
}

describe("a PIN", () => {
  it("is nowhere afterwards: no log, database, message to the page, diagnostics or other file of the profile", async () => {
    const { folder, estate } = trial;
    const profile = join(folder, "profile");
    const simulator = createKeySimulator(join(folder, "control"), {
      tokens: ["演示电子钥匙"],
    });
    const api = await startApi(trial, join(folder, "api"), 0);
    const application = await createApplication({
      ...createFakeHostPorts(profile),
      commandLine: {
        companionAddress: api.origin,
        driverModules: [simulator.modulePath],
        logLevel: "debug",
      },
      secretStore: createDevelopmentSecretStore(folder),
      startKeyHost: () =>
        forkKeyHost({ ...estate.environment, ...simulator.environment }),
      fetch: globalThis.fetch,
    });
    const { call, say, told } = openPage(application);
    const { certificates } = await call("usb-key.overview", {});
    const certificateId = certificates[0]?.id ?? "";
    const isFinalTryConfirmed = false;
    const signIn = (pin: string) =>
      call("session.sign-in-with-key", {
        certificateId,
        pin,
        isFinalTryConfirmed,
      }).then(
        ({ kind }) => kind as string,
        (error: unknown) => (error as ProblemError).problem.code,
      );
    await call("usb-key.change-pin", {
      certificateId,
      pins: { present: estate.pin, next: rightPin },
      isFinalTryConfirmed,
    });
    const outcomes = [await signIn(wrongPin), await signIn(rightPin)];
    // In the middle of a try the driver crashes, and a page sends what no page should.
    simulator.order({
      function: "C_Login",
      call: 1,
      action: { kind: "crash" },
    });
    outcomes.push(await signIn(rightPin));
    say(
      JSON.stringify({
        kind: "call",
        id: 9999,
        name: "session.sign-in-with-key",
        input: { certificateId: 1, pin: rightPin },
      }),
    );
    say(`{"kind":"call","pin":"${rightPin}"`);
    const report = await call("diagnostics.read", {});
    expect(outcomes).toEqual([
      "key-pin-wrong",
      "signed-in",
      "key-driver-crashed",
    ]);
    const whileRunning = [rightPin, wrongPin].flatMap((pin) =>
      filesWith(profile, pin),
    );
    await application.close();
    const found = [rightPin, wrongPin].flatMap((pin) => [
      ...filesWith(profile, pin),
      ...told.filter((text) => text.includes(pin)),
      ...(JSON.stringify(report).includes(pin) ? ["diagnostics"] : []),
    ]);
    expect([whileRunning, found]).toEqual([[], []]);
    // The search does find what is there.
    expect(filesWith(profile, "SQLite format 3")).not.toEqual([]);
    expect(told.some((text) => text.includes("演示电子钥匙"))).toBe(true);
    void api.close();
  }, 120_000);
});
