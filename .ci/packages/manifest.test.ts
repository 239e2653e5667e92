import { expect, it } from "vitest";
import { packedManifest, packedReadme } from "./manifest.ts";

const workspace = {
  name: "@authmark/thing",
  description: "A thing",
  bin: { thing: "./main.ts" },
  exports: { "./*": "./*.ts", "./*.json": "./*.json" },
  dependencies: { zod: "4.6.7" },
};

it("points at JavaScript where the workspace points at TypeScript, and leaves the rest", () => {
  expect(packedManifest(workspace)).toMatchObject({
    name: "@authmark/thing",
    bin: { thing: "./main.js" },
    exports: { "./*": "./*.js", "./*.json": "./*.json" },
    dependencies: { zod: "4.6.7" },
  });
});

it("says what is packed, and invents neither commands nor exports", () => {
  const { files, ...rest } = packedManifest({ name: "thing", description: "A thing" });
  expect(rest).toEqual({ name: "thing", description: "A thing" });
  expect(files).toContain("**/*.js");
});

it.each(["^4.6.7", "*", "4.6", "file:../zod"])("refuses the version %s of a dependency", (version) => {
  expect(() => packedManifest({ ...workspace, dependencies: { zod: version } })).toThrow(
    `@authmark/thing depends on zod ${version}: write an exact version.`,
  );
});

it("tells who opens a package how to begin", () => {
  expect(packedReadme(workspace)).toContain("A thing.\n\n`npx thing --help` says how it is used.\n");
});
