import { spawn } from "node:child_process";
import { join } from "node:path";
import { benchLine, type BenchLine } from "./bench-line.ts";

const project = join(import.meta.dirname, "../..");

/** The walks of test/properties/key-walks.test.ts, 10 000 of them or as many as KEY_WALKS says. Throws where one goes wrong. */
export async function measureKeyWalks(): Promise<BenchLine[]> {
  const walks = Number(process.env["KEY_WALKS"] ?? 10_000);
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
  const code = await new Promise<number | null>((resolve) =>
    child.once("close", resolve),
  );
  if (code !== 0) throw new Error("a walk went wrong; its seed is above");
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
