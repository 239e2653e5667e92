import { defineConfig } from "vitest/config";

/** What takes too long for `npm test`: the packages, as who installs them meets them. */
export default defineConfig({
  test: {
    root: new URL("..", import.meta.url).pathname,
    include: [".ci/packages/**/*.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 180_000,
  },
});
