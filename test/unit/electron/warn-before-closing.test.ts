import { EventEmitter } from "node:events";
import type { BrowserWindow } from "electron";
import { describe, expect, it } from "vitest";
import { warnBeforeClosing } from "../../../src-main/electron/warn-before-closing.ts";

/** A window as Electron closes it: `close` may be prevented, then it stays. */
function openWindow(unsent: number, wantsToClose: boolean) {
  const happened: string[] = [];
  const emitter = new EventEmitter();
  const window = Object.assign(emitter, {
    close: () => {
      const preventions: string[] = [];
      emitter.emit("close", {
        preventDefault: () => preventions.push("stays"),
      });
      happened.push(preventions[0] ?? "closed");
    },
  });
  const closeUnasked = warnBeforeClosing(window as unknown as BrowserWindow, {
    countUnsent: () => unsent,
    ask: async (count) => {
      happened.push(`asked about ${count}`);
      return wantsToClose;
    },
  });
  return {
    happened,
    closeUnasked,
    close: async () => {
      window.close();
      await new Promise((resolve) => setImmediate(resolve));
    },
    askToEndSession: () => emitter.emit("query-session-end", {}),
    endSession: () => emitter.emit("session-end", {}),
  };
}

describe("closing the window", () => {
  it("asks nothing where nothing is unsent", async () => {
    const { happened, close } = openWindow(0, false);
    await close();
    expect(happened).toEqual(["closed"]);
  });

  it("warns of what is signed and unsent, and stays unless the clerk closes all the same", async () => {
    const staying = openWindow(2, false);
    await staying.close();
    const leaving = openWindow(2, true);
    await leaving.close();
    expect([staying.happened, leaving.happened]).toEqual([
      ["asked about 2", "stays"],
      ["asked about 2", "stays", "closed"],
    ]);
  });

  it("holds up neither a shutdown of Windows nor a restart of the client", async () => {
    const shutdown = openWindow(2, false);
    shutdown.askToEndSession();
    shutdown.endSession();
    await shutdown.close();
    const restart = openWindow(2, false);
    restart.closeUnasked();
    expect([shutdown.happened, restart.happened]).toEqual([
      ["closed"],
      ["closed"],
    ]);
  });

  it("warns after each shutdown that was called off, though the window kept the focus", async () => {
    const { happened, askToEndSession, close } = openWindow(2, false);
    for (const _time of ["once", "again"]) {
      askToEndSession();
      await close();
    }
    expect(happened).toEqual([
      "asked about 2",
      "stays",
      "asked about 2",
      "stays",
    ]);
  });
});
