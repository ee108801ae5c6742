import { EventEmitter } from "node:events";
import type { App } from "electron";
import { describe, expect, it } from "vitest";
import { closeBeforeQuit } from "../../../src-main/electron/close-before-quit.ts";

/** Electron's `app` as far as quitting goes: `quit` asks by `will-quit` and ends where nobody prevents it. */
function startFakeApp() {
  const happened: string[] = [];
  const closing = Promise.withResolvers<undefined>();
  const emitter = new EventEmitter();
  const app = Object.assign(emitter, {
    quit: () => {
      const preventions: string[] = [];
      emitter.emit("will-quit", {
        preventDefault: () => preventions.push("held"),
      });
      happened.push(preventions[0] ?? "ended");
      if (preventions.length === 0) emitter.emit("quit", {}, 0);
    },
    relaunch: () => happened.push("relaunch"),
  });
  closeBeforeQuit(app as unknown as App, {
    close: async () => {
      happened.push("closing");
      await closing.promise;
    },
    showWindow: () => happened.push("shown"),
    logDefect: () => happened.push("defect"),
  });
  return {
    happened,
    quit: app.quit,
    startAgain: () => emitter.emit("second-instance"),
    /** electron-updater installs what is ready on this event (its ElectronAppAdapter.onQuit). */
    updateIsReady: () => emitter.once("quit", () => happened.push("install")),
    closing,
    settled: () => new Promise((resolve) => setImmediate(resolve)),
  };
}

describe("quitting", () => {
  it("waits until the application is closed, which happens once", async () => {
    const { happened, quit, closing, settled } = startFakeApp();
    quit();
    quit();
    closing.resolve(undefined);
    await settled();
    expect(happened).toEqual(["closing", "held", "held", "ended"]);
  });

  it("is not kept up by an application that cannot be closed", async () => {
    const { happened, quit, closing, settled } = startFakeApp();
    quit();
    closing.reject(new Error("The disk is full."));
    await settled();
    expect(happened).toEqual(["closing", "held", "defect", "ended"]);
  });
});

describe("an update that is ready", () => {
  it("is installed after the application has closed, with everything that was typed on disk", async () => {
    const { happened, quit, closing, updateIsReady, settled } = startFakeApp();
    updateIsReady();
    quit();
    await settled();
    expect(happened).toEqual(["closing", "held"]);
    closing.resolve(undefined);
    await settled();
    expect(happened).toEqual(["closing", "held", "ended", "install"]);
  });
});

describe("a second start", () => {
  it("shows the window of the client that runs", () => {
    const { happened, startAgain } = startFakeApp();
    startAgain();
    expect(happened).toEqual(["shown"]);
  });

  it("while the client closes is made good by one restart, however often it is tried", async () => {
    const { happened, quit, startAgain, closing, settled } = startFakeApp();
    quit();
    startAgain();
    startAgain();
    closing.resolve(undefined);
    await settled();
    startAgain();
    expect(happened).toEqual(["closing", "held", "relaunch", "ended"]);
  });
});
