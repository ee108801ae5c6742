import { describe, expect, it } from "vitest";
import { readUnattendedTask } from "../../../src-main/application/unattended.ts";
import { readSwitchWithFile } from "../../../src-main/electron/read-switches.ts";

/** As Chromium reads a command line: a value stands behind `=` or is none. */
function chromiumReading(argv: readonly string[]) {
  const switches = new Map(
    argv
      .filter((each) => each.startsWith("--"))
      .map((each): [string, string] => {
        const [name = "", ...value] = each.slice(2).split("=");
        return [name, value.join("=")];
      }),
  );
  return {
    hasSwitch: (name: string) => switches.has(name),
    getSwitchValue: (name: string) => switches.get(name) ?? "",
  };
}

function taskOf(...args: string[]) {
  const argv = ["used-car-filing.exe", ...args];
  return readUnattendedTask((name) =>
    readSwitchWithFile(chromiumReading(argv), argv, name),
  );
}

describe("what a start without a window is asked for", () => {
  it.each([
    [["--diagnostics=C:\\Temp\\a b.zip"], "diagnostics", "C:\\Temp\\a b.zip"],
    [
      ["--diagnostics", "C:\\Temp\\a b.zip"],
      "diagnostics",
      "C:\\Temp\\a b.zip",
    ],
    [["--diagnostics"], "diagnostics", ""],
    [["--diagnostics", "--data-dir=D:\\p"], "diagnostics", ""],
    [["--preflight"], "preflight", null],
    [["--preflight", "--data-dir=D:\\p"], "preflight", null],
    [["--data-dir=D:\\p", "--preflight", "p.tsv"], "preflight", "p.tsv"],
    [["--policy-report=r.tsv"], "policy-report", "r.tsv"],
  ])("%j", (args, kind, file) => {
    expect(taskOf(...args)).toEqual({ kind, file });
  });

  it("is nothing where no such switch was given", () => {
    expect(taskOf("--data-dir=D:\\p", "--companion", "diagnostics")).toBeNull();
  });
});
