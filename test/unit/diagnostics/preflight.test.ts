import { describe, expect, it } from "vitest";
import { createDiagnostics } from "../../../src-main/diagnostics/create-diagnostics.ts";
import {
  machineSections,
  type MachineNeeds,
} from "../../../src-main/diagnostics/machine-sections.ts";
import {
  judgePreflight,
  preflightCode,
  preflightCodes,
  type PreflightName,
} from "../../../src-main/diagnostics/preflight.ts";
import { createSettings } from "../../../src-main/settings/create-settings.ts";
import {
  emptyReading,
  type PolicyReading,
} from "../../../src-main/settings/policy-source.ts";
import type { DiagnosticSectionName } from "../../../src-shared/diagnostics/diagnostic-names.ts";
import type { DiagnosticReport } from "../../../src-shared/diagnostics/diagnostics-procedures.ts";
import {
  ProblemError,
  type ProblemCode,
} from "../../../src-shared/problems/problem.ts";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

const at = new Date("2026-03-01T08:00:00Z");

interface Machine {
  readonly server?: ProblemCode;
  readonly serverTime?: string;
  readonly database?: ProblemCode;
  readonly policy?: PolicyReading["state"];
  /** Problems of the drivers found; none: all are fine. */
  readonly drivers?: readonly (ProblemCode | null)[];
}

async function reportOf(machine: Machine): Promise<DiagnosticReport> {
  const profileFolder = mkdtempSync(join(tmpdir(), "preflight-"));
  onTestFinished(() => rmSync(profileFolder, { recursive: true, force: true }));
  const state = machine.policy ?? "absent";
  const settings = await createSettings({
    profileFolder,
    policies: [
      async () =>
        state === "read"
          ? { place: "/policy", state, enforced: {}, recommended: {} }
          : emptyReading("/policy", state),
    ],
    commandLine: { companionAddress: "https://filing.example.cn" },
    now: () => at,
  });
  const needs: MachineNeeds = {
    version: "1.2.3",
    settings: () => settings.state(),
    askServer: async () => {
      if (machine.server !== undefined) throw new ProblemError(machine.server);
      return { version: "1.0.0", now: machine.serverTime ?? at.toISOString() };
    },
    profileFolder,
    measureStorage: async () => ({ databaseBytes: 1, attachmentBytes: 1 }),
    judgeDatabase: () => machine.database ?? null,
    now: () => at,
  };
  const drivers = machine.drivers ?? [null];
  return createDiagnostics({
    sources: [
      ...machineSections(needs),
      {
        names: ["key-drivers"],
        read: async () => ({
          "key-drivers": drivers.map((code) => [
            { name: "state", value: { kind: "problem", code } },
          ]),
        }),
      },
    ],
    now: () => at,
    logDefect: (error) => {
      throw error;
    },
  }).read();
}

describe("the preflight", () => {
  it.each<[keyof typeof preflightCodes, Machine]>([
    ["fine", {}],
    ["policyUnreadable", { policy: "unreadable" }],
    ["profileUnusable", { database: "storage-damaged" }],
    ["serverAddressMissing", { server: "sync-address-missing" }],
    ["proxyInTheWay", { server: "sync-proxy-sign-in" }],
    ["certificateRefused", { server: "sync-tls-unknown-issuer" }],
    ["serverNotReached", { server: "sync-offline" }],
    ["serverNotReached", { server: "sync-not-the-companion" }],
    ["clockWrong", { serverTime: "2026-03-01T08:06:00Z" }],
    ["noDriver", { drivers: [] }],
    ["driverUnusable", { drivers: ["key-driver-32-bit"] }],
    ["fine", { drivers: ["key-driver-32-bit", null] }],
    ["serverNotReached", { server: "sync-offline", drivers: [] }],
  ])("ends with the code of %s for %j", async (name, machine) => {
    const lines = judgePreflight(await reportOf(machine));
    expect(preflightCode(lines)).toBe(preflightCodes[name]);
  });

  it.each<[DiagnosticSectionName, PreflightName]>([
    ["program", "checkIncomplete"],
    ["network", "serverNotReached"],
    ["clock", "checkIncomplete"],
    ["disk", "profileUnusable"],
    ["policies", "policyUnreadable"],
    ["settings", "checkIncomplete"],
    ["key-drivers", "checkIncomplete"],
    ["key-slots", "checkIncomplete"],
    ["keys", "checkIncomplete"],
    ["certificates", "checkIncomplete"],
    ["driver-events", "checkIncomplete"],
  ])("is not fine where %s cannot be looked at: %s", async (lost, name) => {
    const report = await reportOf({});
    const others = report.sections.filter((section) => section.name !== lost);
    const lines = judgePreflight({
      ...report,
      sections: [
        ...others,
        { name: lost, rows: [], problem: "bridge-unexpected-error" },
      ],
    });
    expect(preflightCode(lines)).toBe(preflightCodes[name]);
  });

  it("has a code of its own for every failure", () => {
    const codes = Object.values(preflightCodes);
    expect(new Set(codes).size).toBe(codes.length);
  });
});
