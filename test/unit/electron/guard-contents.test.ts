import { EventEmitter } from "node:events";
import type { Session, WebContents } from "electron";
import { describe, expect, it } from "vitest";
import {
  denyPermissions,
  guardContents,
} from "../../../src-main/electron/guard-contents.ts";
import { wrapKeyHost } from "../../../src-main/electron/key-host-process.ts";

type WindowOpenHandler = Parameters<WebContents["setWindowOpenHandler"]>[0];

function guardFakeContents() {
  const handlers: WindowOpenHandler[] = [];
  const contents = Object.assign(new EventEmitter(), {
    getURL: () => "app://client/",
    setWindowOpenHandler: (handler: WindowOpenHandler) =>
      handlers.push(handler),
  });
  guardContents(contents as unknown as WebContents);
  const isPrevented = (name: string, details: object): boolean => {
    let prevented = false;
    contents.emit(name, {
      ...details,
      preventDefault: () => {
        prevented = true;
      },
    });
    return prevented;
  };
  const openWindow = (url: string) =>
    handlers[0]?.({ url } as Parameters<WindowOpenHandler>[0]);
  return { isPrevented, openWindow };
}

describe("guarded contents", () => {
  it("stay where they are", () => {
    const { isPrevented } = guardFakeContents();
    const outside = { url: "https://evil.example/", isMainFrame: true };
    const reload = { url: "app://client/", isMainFrame: true };
    expect([
      isPrevented("will-frame-navigate", outside),
      isPrevented("will-frame-navigate", reload),
      isPrevented("will-redirect", outside),
      isPrevented("will-attach-webview", {}),
    ]).toEqual([true, false, true, true]);
  });

  it("open no window", () => {
    const { openWindow } = guardFakeContents();
    expect(openWindow("app://client/")).toEqual({ action: "deny" });
  });
});

describe("permissions", () => {
  it("are all denied", () => {
    const answers: unknown[] = [];
    type Ask = (
      contents: null,
      permission: string,
      answer: (isGranted: boolean) => void,
    ) => void;
    const session = {
      setPermissionRequestHandler: (ask: Ask) =>
        ask(null, "media", (isGranted) => answers.push(isGranted)),
      setPermissionCheckHandler: (check: () => boolean) =>
        answers.push(check()),
      setDevicePermissionHandler: (check: () => boolean) =>
        answers.push(check()),
    };
    denyPermissions(session as unknown as Session);
    expect(answers).toEqual([false, false, false]);
  });
});

describe("the key host as a utility process", () => {
  it("carries messages, its end and the order to end", () => {
    const sent: unknown[] = [];
    const child = Object.assign(new EventEmitter(), {
      postMessage: (message: unknown) => sent.push(message),
      kill: () => child.emit("exit", 143),
    });
    const heard: unknown[] = [];
    const keyHost = wrapKeyHost(
      child as unknown as Parameters<typeof wrapKeyHost>[0],
    );
    keyHost.onMessage((message) => heard.push(message));
    keyHost.onExit((code) => heard.push(code));
    keyHost.send({ kind: "list" });
    child.emit("message", { kind: "tokens" });
    keyHost.kill();
    expect({ sent, heard }).toEqual({
      sent: [{ kind: "list" }],
      heard: [{ kind: "tokens" }, 143],
    });
  });

  it("does not end the client by a fatal error of its own, which the exit after it tells", () => {
    const child = new EventEmitter();
    const heard: unknown[] = [];
    const keyHost = wrapKeyHost(
      child as unknown as Parameters<typeof wrapKeyHost>[0],
    );
    keyHost.onExit((code) => heard.push(code));
    child.emit("error", "FatalError", "v8::Heap", "{}");
    child.emit("exit", 133);
    expect(heard).toEqual([133]);
  });
});
