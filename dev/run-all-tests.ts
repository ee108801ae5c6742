import { runSteps } from "./run-steps.ts";
import { ensureSystemPackages, systemPackages } from "./system-packages.ts";

const isReady = ensureSystemPackages(Object.values(systemPackages));

process.exit(
  isReady
    ? runSteps([
        "npm run --silent check",
        "vitest run --project integration",
        "npm run --silent build",
        "npm run --silent screens",
      ])
    : 1,
);
