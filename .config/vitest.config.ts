import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    root: new URL("..", import.meta.url).pathname,
    include: ["{spec,reference-server,conformance,docs/site}/**/*.test.ts"],
    testTimeout: 60_000,
  },
});
