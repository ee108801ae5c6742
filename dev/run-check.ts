import { spawn } from "node:child_process";
import { join } from "node:path";

const projectFolder = join(import.meta.dirname, "..");

/** Lint, which checks the types too, runs beside the others; each step speaks when it is done, so that nothing is mixed up. */
const lanes = [
  ["npm run --silent lint"],
  [
    "prettier --check --cache --cache-location node_modules/.cache/prettier-check --log-level warn .",
    "vitest run --project unit --reporter dot",
  ],
] as const;

const results = await Promise.all(lanes.map(runLane));
process.exit(results.every(Boolean) ? 0 : 1);

async function runLane(commands: readonly string[]): Promise<boolean> {
  let isRight = true;
  for (const command of commands) isRight = (await run(command)) && isRight;
  return isRight;
}

function run(command: string): Promise<boolean> {
  const startedAt = Date.now();
  return new Promise((resolve) => {
    const child = spawn(command, { cwd: projectFolder, shell: true });
    let output = "";
    const read = (text: Buffer): void => {
      output += text.toString("utf8");
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.on("close", (code) => {
      const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
      const mark = code === 0 ? "ok    " : "FAILED";
      console.log(`${mark} ${seconds} s  ${command}`);
      if (code !== 0) console.log(output);
      resolve(code === 0);
    });
  });
}
