import { EventEmitter } from "node:events";
import type { WebContents } from "electron";
import { describe, expect, it } from "vitest";
import { reloadLostPage } from "../../../src-main/electron/reload-lost-page.ts";

function openFakePage(wantsReload = true) {
  const happened: string[] = [];
  let minute = 0;
  let isDestroyed = false;
  const contents = Object.assign(new EventEmitter(), {
    isDestroyed: () => isDestroyed,
    reload: () => happened.push("reload"),
  });
  reloadLostPage(contents as unknown as WebContents, {
    askWhetherToReload: async () => {
      happened.push("ask");
      return wantsReload;
    },
    closeWindow: () => happened.push("close"),
    now: () => new Date(minute * 60_000),
  });
  return {
    happened,
    destroy: () => {
      isDestroyed = true;
    },
    loseAt: async (at: number) => {
      minute = at;
      contents.emit("render-process-gone", {}, { reason: "crashed" });
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

describe("a page whose process is gone", () => {
  it("is loaded again at once the first time", async () => {
    const { happened, loseAt } = openFakePage();
    await loseAt(0);
    expect(happened).toEqual(["reload"]);
  });

  it("is loaded again only on the clerk's word when it is soon lost again", async () => {
    const { happened, loseAt } = openFakePage();
    await loseAt(0);
    await loseAt(1);
    await loseAt(2);
    expect(happened).toEqual(["reload", "ask", "reload", "ask", "reload"]);
  });

  it("closes the window where the clerk has enough of it", async () => {
    const { happened, loseAt } = openFakePage(false);
    await loseAt(0);
    await loseAt(1);
    expect(happened).toEqual(["reload", "ask", "close"]);
  });

  it("is loaded again without a word when the last time was long ago", async () => {
    const { happened, loseAt } = openFakePage();
    await loseAt(0);
    await loseAt(60);
    expect(happened).toEqual(["reload", "reload"]);
  });

  it("is left alone in a window that is closing", async () => {
    const { happened, loseAt, destroy } = openFakePage();
    destroy();
    await loseAt(0);
    expect(happened).toEqual([]);
  });
});
