import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { readKeys } from "../../fixtures/bridge/read-keys.ts";
import { findFreePort } from "../../fixtures/programs/find-free-port.ts";
import { createDevelopmentSecretStore } from "../../../dev/browser-host/development-secret-store.ts";
import { createApplication } from "../../../src-main/application/create-application.ts";
import type { BridgeTransport } from "../../../src-main/application/host-ports.ts";
import { connectBridge } from "../../../src-shared/bridge/connect-bridge.ts";
import { forkKeyHost } from "../usb-key/fork-key-host.ts";
import { beginTrial, startApi, type Trial } from "./trial-parts.ts";
import { createFakeHostPorts } from "../../fixtures/fakes/fake-host-ports.ts";

let trial: Trial;
beforeAll(async () => {
  trial = await beginTrial();
}, 60_000);
afterAll(() => trial.end());

/** A page and its host joined without a network. */
function joinPage() {
  const toPage = new Set<(text: string) => void>();
  const toHost = new Set<(text: string) => void>();
  const transport: BridgeTransport = {
    send: (text) => toPage.forEach((listener) => listener(text)),
    onMessage: (listener) => void toHost.add(listener),
    onClose: () => undefined,
  };
  const bridge = connectBridge(
    {
      send: (text) => toHost.forEach((listener) => listener(text)),
      onMessage: (listener) => void toPage.add(listener),
      onClose: () => undefined,
    },
    {
      setTimeout: (action, ms) => setTimeout(action, ms),
      clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout),
    },
  );
  return { transport, bridge };
}

describe("a page that nobody touches", () => {
  it("is locked after the time that is set, and opened by the same key", async () => {
    const { folder, estate } = trial;
    const api = await startApi(
      trial,
      join(folder, "api"),
      await findFreePort(),
    );
    let aheadMs = 0;
    const application = await createApplication({
      ...createFakeHostPorts(join(folder, "profile")),
      commandLine: {
        companionAddress: api.origin,
        driverModules: [estate.module],
        lockAfterMinutes: 10,
      },
      secretStore: createDevelopmentSecretStore(folder),
      startKeyHost: () => forkKeyHost(estate.environment),
      fetch: globalThis.fetch,
      now: () => new Date(Date.now() + aheadMs),
    });
    const { transport, bridge } = joinPage();
    application.connectPage(transport);
    const { certificates } = await readKeys(bridge);
    const signIn = {
      certificateId: certificates[0]?.id ?? "",
      pin: estate.pin,
      isFinalTryConfirmed: false,
    };
    const opened = await bridge.call("session.sign-in-with-key", signIn);
    aheadMs = 11 * 60_000;
    const locked = await vi.waitUntil(
      async () => {
        const state = await bridge.call("session.state", {});
        return state.kind === "locked" ? state : null;
      },
      { timeout: 20_000, interval: 200 },
    );
    await expect(bridge.call("filings.list", {})).rejects.toMatchObject({
      problem: { code: "session-locked" },
    });
    const unlocked = await bridge.call("session.unlock-with-key", signIn);
    expect([opened.kind, locked, unlocked.kind]).toEqual([
      "signed-in",
      expect.objectContaining({ reason: "idle" }),
      "signed-in",
    ]);
    await application.close();
    // Connections that fetch keeps open hold it for a while; nothing here waits for that.
    void api.close();
  }, 60_000);
});
