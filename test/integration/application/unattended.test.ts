import {
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { runUnattended } from "../../../src-main/application/unattended.ts";
import { createFakeHostPorts } from "../../fixtures/fakes/fake-host-ports.ts";

const clerksChoice = JSON.stringify({
  values: { logLevel: "debug" },
  history: {},
});

it.each([
  ["of a clerk", clerksChoice, "clerk"],
  ["that are damaged", "{", "default"],
  ["that are absent", null, "default"],
])(
  "what runs without a window leaves settings %s as they are",
  async (_, written, source) => {
    const folder = mkdtempSync(join(tmpdir(), "unattended-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const profileFolder = mkdtempSync(join(folder, "profile-"));
    const settingsFile = join(profileFolder, "settings.json");
    if (written !== null) writeFileSync(settingsFile, written);
    const ports = {
      ...createFakeHostPorts(profileFolder),
      commandLine: { companionAddress: "http://127.0.0.1:9" },
    };
    const before = readdirSync(profileFolder);
    for (const kind of ["policy-report", "preflight", "diagnostics"] as const)
      await runUnattended({ kind, file: join(folder, kind) }, ports);
    expect([
      readdirSync(profileFolder),
      written === null ? null : readFileSync(settingsFile, "utf8"),
    ]).toEqual([before, written]);
    const report = readFileSync(join(folder, "policy-report"), "utf8");
    expect(report).toContain(`companionAddress\t"http://127.0.0.1:9"\tcommand`);
    expect(report).toMatch(
      new RegExp(`^logLevel\\t"\\w+"\\t${source}\\t`, "m"),
    );
  },
);
