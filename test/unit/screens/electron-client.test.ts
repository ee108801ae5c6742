import { EventEmitter } from "node:events";
import type { Electron, ElectronApplication, Page } from "@playwright/test";
import { describe, expect, it } from "vitest";
import {
  ElectronClient,
  findElectronProgram,
} from "../../screens/desk/electron-client.ts";

/** Playwright's launcher as far as the fixture uses it; each start gives a window of its own. */
function fakeLauncher() {
  const happened: unknown[] = [];
  let starts = 0;
  const launcher = {
    launch: (options: { executablePath?: string; args?: string[] }) => {
      const number = ++starts;
      happened.push(["launch", options.executablePath, options.args]);
      const program = Object.assign(new EventEmitter(), {
        kill: (signal: string) => {
          happened.push(signal);
          program.emit("exit");
        },
      });
      const window = {
        title: () => `window ${number}`,
        waitForLoadState: (state: string) => state,
        on: (event: string) => happened.push([`window ${number}`, event]),
      };
      return Promise.resolve({
        evaluate: (_stub: unknown, chosenPath: unknown) => {
          happened.push(["dialogs answer", chosenPath]);
          return Promise.resolve();
        },
        firstWindow: () => Promise.resolve(window as unknown as Page),
        process: () => program,
        close: () => {
          happened.push("close");
          program.emit("exit");
          return Promise.resolve();
        },
      } as unknown as ElectronApplication);
    },
  };
  return { happened, launcher: launcher as Pick<Electron, "launch"> };
}

const start = {
  profile: "/desk/profile",
  companionOrigin: "http://127.0.0.1:8643",
  modules: ["/usr/lib/key.so"],
  chosenPath: null,
  environment: {},
};

describe("the screens in Electron", () => {
  it("start the client with its switches, and end it as a clerk does or as a power cut does", async () => {
    const { happened, launcher } = fakeLauncher();
    const client = new ElectronClient(launcher, {
      executablePath: "/electron",
      leadingArguments: ["/project"],
    });
    await client.start(start);
    await client.end("stop");
    await client.start({
      ...start,
      companionOrigin: null,
      modules: [],
      chosenPath: "/chosen",
    });
    await client.end("kill");
    await client.end("kill");
    expect(happened).toEqual([
      [
        "launch",
        "/electron",
        [
          "/project",
          "--data-dir=/desk/profile",
          "--password-store=gnome-libsecret",
          "--companion=http://127.0.0.1:8643",
          "--pkcs11-modules=/usr/lib/key.so",
        ],
      ],
      ["dialogs answer", null],
      "close",
      [
        "launch",
        "/electron",
        [
          "/project",
          "--data-dir=/desk/profile",
          "--password-store=gnome-libsecret",
        ],
      ],
      ["dialogs answer", "/chosen"],
      "SIGKILL",
    ]);
  });

  it("have one page, which is the window that is there, with the listeners of the test", async () => {
    const { happened, launcher } = fakeLauncher();
    const client = new ElectronClient(launcher, {
      executablePath: "/client",
      leadingArguments: [],
    });
    const { page } = client;
    expect(() => page.title()).toThrow("has not been started");
    page.on("pageerror", () => undefined);
    await client.start(start);
    expect([page.title(), await page.goto("app://client/")]).toEqual([
      "window 1",
      "load",
    ]);
    await client.end("kill");
    await client.start(start);
    expect(page.title()).toBe("window 2");
    expect(
      happened.filter((one) => Array.isArray(one) && one[1] === "pageerror"),
    ).toEqual([
      ["window 1", "pageerror"],
      ["window 2", "pageerror"],
    ]);
  });

  it("drive the packed client where one is named", () => {
    expect(findElectronProgram({ ELECTRON_CLIENT: "C:\\client.exe" })).toEqual({
      executablePath: "C:\\client.exe",
      leadingArguments: [],
    });
  });
});
