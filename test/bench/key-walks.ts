import { spawn } from "node:child_process";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { benchLine, type BenchLine } from "./bench-line.ts";

const project = join(import.meta.dirname, "../..");

/**
 * The walks of test/properties/key-walks.test.ts, 10 000 of them or as many as KEY_WALKS says; mostly waiting, so each core
 * walks its own. Throws where one goes wrong.
 */
export async function measureKeyWalks(): Promise<BenchLine[]> {
  const walks = Number(process.env["KEY_WALKS"] ?? 10_000);
  const shares = Math.min(availableParallelism(), walks);
  const share = (nth: number): number => Math.floor((walks + nth) / shares);
  const codes = await Promise.all(
    Array.from({ length: shares }, (_, nth) => walk(share(nth))),
  );
  if (codes.some((code) => code !== 0))
    throw new Error("a walk went wrong; its seed is above");
  return [
    benchLine({
      id: "KEY-WALKS",
      value: walks,
      baseline: walks,
      unit: "walks as the model says",
      goal: "= 1",
    }),
  ];
}

function walk(walks: number): Promise<number | null> {
  const child = spawn(
    process.execPath,
    [
      join(project, "node_modules/vitest/vitest.mjs"),
      "run",
      "test/properties/key-walks.test.ts",
    ],
    {
      cwd: project,
      env: { ...process.env, KEY_WALKS: String(walks) },
      // Standard output is for the bench's own lines.
      stdio: ["ignore", 2, "inherit"],
    },
  );
  return new Promise((resolve) => child.once("close", resolve));
}
