import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    root: new URL("..", import.meta.url).pathname,
    include: ["{spec,reference-server,conformance,docs/site,.github}/**/*.test.ts"],
    exclude: ["**/node_modules/**", "conformance/self-test/{browser,containers}/**"],
    testTimeout: 60_000,
  },
});
