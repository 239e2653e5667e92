import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { refuseUnknownNames } from "../commands/against-suite.ts";
import { checksNamed } from "../commands/gates.ts";
import { withPorts } from "../self-test/real/examine.ts";
import { folderOf, REAL_SERVERS } from "../self-test/real/servers.ts";
import { readBaseline } from "./baseline.ts";
import { readTargetFile } from "./target-file.ts";

const env = { ALICE_PASSWORD: "one", BOB_PASSWORD: "two", CLIENT_SECRET: "three" };
const folder = join(import.meta.dirname, "examples");

it("every example is tested by npm run test:real", () => {
  const names = globSync("*/target.yaml", { cwd: folder }).map((file) => file.split("/")[0]);
  expect(REAL_SERVERS.map(({ name }) => name).toSorted()).toEqual(names.toSorted());
});

describe.each(REAL_SERVERS.map((server) => [server.name, server] as const))("the example %s", (_, server) => {
  const read = (name: string) => readFileSync(join(folderOf(server), name), "utf8");

  it("has a target file that is short, and names what there is", () => {
    const target = readTargetFile(join(folderOf(server), "target.yaml"), env);
    expect(() => refuseUnknownNames(target)).not.toThrow();
    expect(target.profiles).toHaveLength(1);
    expect(read("target.yaml").trimEnd().split("\n").length).toBeLessThanOrEqual(25);
  });

  it("has a baseline of requirements that are tested, and says no more of them", () => {
    const entries = readBaseline(join(folderOf(server), "baseline.yaml"));
    expect(entries.filter(({ id }) => id.includes("/") || checksNamed(id).length === 0)).toEqual([]);
    expect(new Set(entries.map(({ reason }) => reason))).toEqual(new Set(["deviates"]));
    const skipped = server.skip.filter(
      (id) => checksNamed(id).length === 0 || entries.some((entry) => entry.id === id),
    );
    expect(skipped).toEqual([]);
  });

  it("installs the version that is known", () => {
    const { from } = server;
    expect(read("install.sh")).toContain("npm" in from ? `${from.npm}@${from.version}` : from.apt);
  });

  it("is started at any ports", () => {
    const text = withPorts(read("target.yaml"), [1, 2]);
    expect(text.match(/(?<=127\.0\.0\.1:)\d+/g)).toEqual(["1", "2"]);
  });
});
