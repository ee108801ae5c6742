import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";

const projectFolder = join(import.meta.dirname, "../../..");

describe("npm run bench", { timeout: 120_000 }, () => {
  it("prints one JSON line per measure that was asked for, and nothing else", async () => {
    const { stdout } = await promisify(execFile)(
      "npm",
      ["run", "--silent", "bench", "--", "P8"],
      { cwd: projectFolder },
    );
    const lines = stdout.trim().split("\n");
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      {
        id: "P8",
        value: expect.any(Number) as number,
        baseline: expect.any(Number) as number,
        ratio: expect.any(Number) as number,
        unit: "ms",
        goal: "<= 3",
      },
    ]);
  });

  it("refuses a measure that does not exist", async () => {
    const run = promisify(execFile)("npm", ["run", "bench", "--", "P99"], {
      cwd: projectFolder,
    });
    await expect(run).rejects.toMatchObject({ code: 2 });
  });
});
