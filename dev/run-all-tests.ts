import { runSteps } from "./run-steps.ts";
import { ensureSystemPackages, systemPackages } from "./system-packages.ts";

const isReady = ensureSystemPackages(Object.values(systemPackages));

process.exit(
  isReady
    ? runSteps([
        "npm run --silent check",
        "vitest run --project integration",
        // Builds too; the screens then run on what it built.
        "npm run --silent package:check",
        "npm run --silent screens",
      ])
    : 1,
);
