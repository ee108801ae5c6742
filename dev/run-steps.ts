import { spawnSync } from "node:child_process";
import { join } from "node:path";

const projectFolder = join(import.meta.dirname, "..");

/** Runs one command after another and stops at the first that fails. @returns its exit code, or 0 */
export function runSteps(commands: readonly string[]): number {
  for (const command of commands) {
    const startedAt = Date.now();
    console.log(`\n> ${command}`);
    const { status } = spawnSync(command, {
      cwd: projectFolder,
      shell: true,
      stdio: "inherit",
    });
    if (status !== 0) {
      console.error(`Stopped: \`${command}\` failed.`);
      return status ?? 1;
    }
    console.log(`  ${((Date.now() - startedAt) / 1000).toFixed(1)} s`);
  }
  return 0;
}
