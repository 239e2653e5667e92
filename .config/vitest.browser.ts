import { defineConfig } from "vitest/config";

/** What is looked at in a browser; Chromium has to be there. */
export default defineConfig({
  test: {
    root: new URL("..", import.meta.url).pathname,
    include: ["conformance/self-test/browser/*.test.ts"],
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
