import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts", "test/**/*.test.ts"],
    // For what hangs, not for what is slow: whole syncs take 40 s on a machine that does other work.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    pool: "forks",
    // Vitest leaves one core free, which on two cores is half the machine.
    maxWorkers: availableParallelism(),
    globalSetup: ["test/folder.setup.ts", "test/secrets.setup.ts"],
    setupFiles: ["test/printed.setup.ts"],
  },
});
