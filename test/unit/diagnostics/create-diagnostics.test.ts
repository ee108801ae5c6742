import { describe, expect, it } from "vitest";
import { ProblemError } from "../../../src-shared/problems/problem.ts";
import {
  createDiagnostics,
  type SectionSource,
} from "../../../src-main/diagnostics/create-diagnostics.ts";
import { text } from "../../../src-main/diagnostics/facts.ts";

const at = new Date("2026-03-01T00:00:00Z");
const row = [{ name: "driver", value: text("SoftHSM2") }] as const;

function read(...sources: SectionSource[]) {
  const defects: unknown[] = [];
  const diagnostics = createDiagnostics({
    sources,
    now: () => at,
    logDefect: (error) => defects.push(error),
  });
  return diagnostics.read().then((report) => ({ report, defects }));
}

describe("a diagnostic report", () => {
  it("keeps the order of its sections, also of those without rows", async () => {
    const { report } = await read(
      {
        names: ["keys", "key-drivers"],
        read: async () => ({ "key-drivers": [row] }),
      },
      { names: ["driver-events"], read: async () => ({}) },
    );
    expect(report).toEqual({
      madeAt: at.toISOString(),
      sections: [
        { name: "keys", rows: [], problem: null },
        { name: "key-drivers", rows: [row], problem: null },
        { name: "driver-events", rows: [], problem: null },
      ],
    });
  });

  it("stands where one section cannot be read, which says why", async () => {
    const broken = new Error("broken");
    const { report, defects } = await read(
      { names: ["keys"], read: () => Promise.reject(broken) },
      {
        names: ["certificates"],
        read: () => Promise.reject(new ProblemError("key-driver-hung")),
      },
      {
        names: ["key-drivers"],
        read: async () => ({ "key-drivers": [row] }),
      },
    );
    expect(report.sections).toEqual([
      { name: "keys", rows: [], problem: "bridge-unexpected-error" },
      { name: "certificates", rows: [], problem: "key-driver-hung" },
      { name: "key-drivers", rows: [row], problem: null },
    ]);
    expect(defects).toEqual([broken]);
  });
});
