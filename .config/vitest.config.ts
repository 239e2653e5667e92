import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    root: new URL("..", import.meta.url).pathname,
    include: ["{spec,reference-server,conformance,docs/site,.github}/**/*.test.ts"],
    exclude: ["**/node_modules/**", "conformance/self-test/{browser,containers}/**"],
    testTimeout: 60_000,
    // Of two processors vitest would leave one to itself, and most of the time is spent in waiting.
    maxWorkers: Math.max(2, availableParallelism() - 1),
  },
});
