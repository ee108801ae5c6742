import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          // Half the time went into importing the same modules for every file; unit tests leave nothing behind in them.
          isolate: false,
          // A busy machine is slow, not wrong.
          testTimeout: 30_000,
          include: ["test/{unit,architecture}/**/*.test.{ts,tsx}"],
        },
      },
      {
        extends: true,
        test: {
          name: "integration",
          include: ["test/{integration,properties}/**/*.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
