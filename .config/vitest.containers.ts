import { defineConfig } from "vitest/config";

/** What needs Docker: containers that the suite starts. */
export default defineConfig({
  test: {
    root: new URL("..", import.meta.url).pathname,
    include: ["conformance/self-test/containers/**/*.test.ts"],
    testTimeout: 60_000,
    // They look at what is left of the suite's containers, whoever's they are.
    fileParallelism: false,
  },
});
