import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished, vi } from "vitest";
import { hostSentences } from "../../../src-main/electron/host-sentences.ts";
import { createFakeElectronMain } from "../../fixtures/fakes/fake-electron-main.ts";

it.each<[Record<string, string>, string, string[]]>([
  [{ preflight: "" }, "exit 11", []],
  [{ diagnostics: "report.zip" }, "exit 70", []],
  [{}, "exit 1", [hostSentences.profileUnusable]],
])(
  "ends with a code, and asks a clerk only where one sits there, if the profile cannot be made: %j",
  async (switches, exit, errorBoxes) => {
    const folder = mkdtempSync(join(tmpdir(), "unusable-profile-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const file = join(folder, "file");
    writeFileSync(file, "");
    const electron = createFakeElectronMain({
      "data-dir": join(file, "profile"),
      ...switches,
    });
    vi.resetModules();
    vi.doMock("electron", () => electron.module);
    await import("../../../src-main/electron/main.ts");
    expect([electron.app.calls.at(-1), electron.errorBoxes]).toEqual([
      exit,
      errorBoxes,
    ]);
  },
);
