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

/**
 * What holds on every engine, once more with the warehouse on PostgreSQL: the chief of them always, which takes a minute, all where
 * `AFTERWORD_ALL_SEEDS` is set (`npm run test:all`).
 */
const chiefLaws = [
  "test/sync/{sync,increments,completeness-law,erase,erase-agent,erase-evaluator,erase-names}.test.ts",
  "test/metrics/metrics.test.ts",
];
const furtherLaws = [
  "src/sync/{any-order,rebuild}.test.ts",
  "test/sync/bulk-evaluations.test.ts",
  "test/sync/{changes,due-answers,failing-window,redaction,retention,settling,silence,status,sync-days,sync-export}.test.ts",
  "test/sync/{erase-edges,reconcile,reconcile-variants,retained-documents,stopped-repair,sync-faults,sync-handled,sync-labels,sync-twice,wrong-clock}.test.ts",
  "test/metrics/{attribution,figures,metrics-cases,metrics-scales}.test.ts",
  "test/roles/part.test.ts",
];
const lawsOfEngines = [...chiefLaws, ...(process.env["AFTERWORD_ALL_SEEDS"] ? furtherLaws : [])];

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
      {
        test: {
          ...{ ...shared, name: "server", include: lawsOfEngines, env: { AFTERWORD_TEST_ENGINE: "postgres" } },
        },
      },
    ],
  },
});
