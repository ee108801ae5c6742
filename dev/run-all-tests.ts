import { runSteps } from "./run-steps.ts";
import { ensureSystemPackages, systemPackages } from "./system-packages.ts";

const isReady = ensureSystemPackages(Object.values(systemPackages));

process.exit(
  isReady
    ? runSteps([
        "npm run --silent check",
        // Half of these tests is waiting: for programs that start, networks that break, time that passes.
        "vitest run --project integration --maxWorkers 3",
        // Builds too; the screens then run on what it built.
        "npm run --silent package:check",
        "npm run --silent screens",
      ])
    : 1,
);
