import { defineConfig } from "vitest/config";

/** What needs Docker and compose: the images, built of what is here, and run as users run them. */
export default defineConfig({
  test: {
    root: new URL("..", import.meta.url).pathname,
    include: [".ci/images/**/*.test.ts"],
    testTimeout: 240_000,
    hookTimeout: 400_000,
  },
});
