import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

const shared = {
  // For what hangs, not for what is slow: whole syncs take 40 s on a machine that does other work.
  testTimeout: 180_000,
  hookTimeout: 180_000,
  pool: "forks" as const,
  setupFiles: ["test/printed.setup.ts"],
};

/** Set by `npm test`, which says so, where there is no browser and none can be installed. */
const withoutBrowser = process.env["AFTERWORD_WITHOUT_BROWSER"] ? ["test/browser/**"] : [];

export default defineConfig({
  test: {
    // Vitest leaves one core free, which on two cores is half the machine.
    maxWorkers: availableParallelism(),
    globalSetup: ["test/folder.setup.ts", "test/secrets.setup.ts", "test/postgres.setup.ts"],
    projects: [
      // Unit tests leave nothing behind in their process, which so loads what they share once.
      {
        test: {
          ...{ ...shared, name: "unit", isolate: false },
          ...{ include: ["src/**/*.test.ts", "web/**/*.test.{ts,tsx}"], exclude: ["web/testing/**"] },
        },
      },
      {
        test: {
          ...{ ...shared, name: "whole", include: ["test/**/*.test.ts", "web/testing/*.test.tsx"] },
          exclude: withoutBrowser,
        },
      },
    ],
  },
});
