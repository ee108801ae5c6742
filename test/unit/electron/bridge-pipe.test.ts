import type { IpcMain } from "electron";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { BridgeTransport } from "../../../src-main/application/host-ports.ts";
import {
  acceptPages,
  type IpcDoor,
} from "../../../src-main/electron/ipc-transport.ts";
import type { BridgePipe } from "../../../src-shared/bridge/wire.ts";
import {
  createFakeElectron,
  type FakeElectron,
} from "../../fixtures/fakes/fake-electron.ts";

let electron: FakeElectron;
let transports: BridgeTransport[];
let door: IpcDoor;

beforeEach(() => {
  electron = createFakeElectron("app://client/");
  transports = [];
  door = accept(() => true);
});

function accept(isTrusted: () => boolean): IpcDoor {
  return acceptPages(
    electron.ipcMain as unknown as IpcMain,
    isTrusted,
    (transport) => transports.push(transport),
  );
}

/** Runs the preload as each document load does. */
async function loadPage(): Promise<BridgePipe> {
  vi.resetModules();
  vi.doMock("electron", () => electron.preloadSide);
  await import("../../../src-main/electron/preload.ts");
  return electron.exposed["bridgePipe"] as BridgePipe;
}

function listen(transport: BridgeTransport | undefined): string[] {
  const heard: string[] = [];
  transport?.onMessage((text) => heard.push(text));
  transport?.onClose(() => heard.push("closed"));
  return heard;
}

describe("preload and IPC transport", () => {
  it("shows the page three functions and nothing else", async () => {
    const pipe = await loadPage();
    expect(Object.keys(electron.exposed)).toEqual(["bridgePipe"]);
    expect(Object.keys(pipe).sort()).toEqual(["onClose", "onMessage", "send"]);
  });

  it("gives the page nothing of Electron back from its functions", async () => {
    const pipe = await loadPage();
    type Functions = Record<string, (argument: unknown) => unknown>;
    const functions = pipe as unknown as Functions;
    const results = [
      functions["send"]?.("text"),
      functions["onMessage"]?.(() => undefined),
      functions["onClose"]?.(() => undefined),
    ];
    expect(results).toEqual([undefined, undefined, undefined]);
  });

  it("carries texts in both directions without the event that brought them", async () => {
    const pipe = await loadPage();
    const inMain = listen(transports[0]);
    const inPage: unknown[][] = [];
    pipe.onMessage((...args: unknown[]) => inPage.push(args));
    pipe.send("to main");
    transports[0]?.send("to page");
    expect({ inMain, inPage }).toEqual({
      inMain: ["to main"],
      inPage: [["to page"]],
    });
  });

  it("ends the pipe of the document before when the page is loaded again", async () => {
    await loadPage();
    const first = listen(transports[0]);
    const pipe = await loadPage();
    const second = listen(transports[1]);
    pipe.send("after reload");
    expect({ first, second }).toEqual({
      first: ["closed"],
      second: ["after reload"],
    });
  });

  it.each(["destroyed", "render-process-gone"])(
    "ends the pipe on %s",
    async (event) => {
      await loadPage();
      const heard = listen(transports[0]);
      electron.contents.emit(event);
      transports[0]?.send("nobody hears this");
      expect(heard).toEqual(["closed"]);
    },
  );

  it("tells the page when the host closes", async () => {
    const pipe = await loadPage();
    const onClose = vi.fn();
    pipe.onClose(onClose);
    door.close();
    expect(onClose).toHaveBeenCalledOnce();
  });

  it("neither opens for nor listens to a sender it does not trust", async () => {
    electron = createFakeElectron("https://evil.example/");
    let isTrusted = false;
    accept(() => isTrusted);
    const pipe = await loadPage();
    expect(transports).toEqual([]);
    isTrusted = true;
    electron.preloadSide.ipcRenderer.send("bridge-open");
    const heard = listen(transports[0]);
    isTrusted = false;
    pipe.send("forged");
    expect(heard).toEqual([]);
  });

  it("drops what is not text", async () => {
    await loadPage();
    const heard = listen(transports[0]);
    const { ipcRenderer } = electron.preloadSide;
    for (const odd of [undefined, 1, { text: "x" }, ["x"], new Date()])
      ipcRenderer.send("bridge-message", odd);
    expect(heard).toEqual([]);
  });
});
