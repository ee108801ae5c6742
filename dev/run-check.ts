import { runSteps } from "./run-steps.ts";

process.exit(
  runSteps([
    "prettier --check --cache --cache-location node_modules/.cache/prettier --log-level warn .",
    "npm run --silent lint",
    "npm run --silent types",
    "vitest run --project unit --reporter dot",
  ]),
);
