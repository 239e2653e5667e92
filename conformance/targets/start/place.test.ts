import { describe, expect, it } from "vitest";
import { UsageError } from "../../model/errors.ts";
import { temporaryFolder } from "../../testing/files.ts";
import { parseTargetFile } from "../target-file.ts";

const folder = temporaryFolder();
const file = `${folder.path}/t.yaml`;
folder.write("ca.pem", "-----BEGIN CERTIFICATE-----\n");
const parse = (at: object, more: object = {}) => parseTargetFile({ protocol: "session", at, ...more }, file, {});

function complaint(at: object, more: object = {}): string {
  try {
    parse(at, more);
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  return "none";
}

describe("where a target is", () => {
  it("may be what it is started from", () => {
    const { start, url, plainUrl } = parse({
      ...{ image: "acme/auth:1", args: ["serve"], port: 8443, plainPort: 8080, ca: "./ca.pem", path: "/api/" },
      ...{ env: { LEVEL: "debug" }, ready: { path: "/health", within: "5s" }, lendClock: false },
    });
    expect([url, plainUrl]).toEqual(["https://localhost:8443/api", "http://localhost:8080/api"]);
    expect(start).toEqual({
      ...{ kind: "image", what: "acme/auth:1", as: `${file}: at.image`, folder: folder.path, args: ["serve"] },
      ...{ port: 8443, plainPort: 8080, env: { LEVEL: "debug" }, lendsClock: false },
      ready: { path: "/health", withinMs: 5000 },
    });
  });

  it("is beside the file, for a compose file, and on this machine for a command", () => {
    expect(parse({ compose: "./compose.yaml", service: "auth" }).start?.what).toBe(`${folder.path}/compose.yaml`);
    expect(parse({ command: "run" }).url).toBe("http://127.0.0.1:0");
    const angen = parseTargetFile({ protocol: "angen", at: { command: "run", ca: "./ca.pem" } }, file, {});
    expect(angen.url).toBe("tls://127.0.0.1:0");
  });

  it("can be the same with other variables, in a profile", () => {
    const { profiles = [] } = parse({ command: "run", env: { A: "1" } }, { profiles: { short: { env: { B: "2" } } } });
    expect(profiles[0]?.start?.env).toEqual({ A: "1", B: "2" });
  });

  it("can be elsewhere, in a profile", () => {
    const at = { url: "http://127.0.0.1:1" };
    const { profiles = [] } = parse({ command: "run" }, { profiles: { other: { at } } });
    expect([profiles[0]?.url, profiles[0]?.start]).toEqual([at.url, undefined]);
  });
});

describe("a mistake in it is named, with its remedy", () => {
  it.each<[string, object, object, string]>([
    ["nothing", {}, {}, "at: write one of url, command, image, compose: where the target is, or what it is"],
    ["two of them", { command: "a", image: "b" }, {}, "at: has both command and image; write one of them"],
    ["a key of another", { command: "a", args: [] }, {}, "at: args does not go with command; write ca, port"],
    ["a key of what is started", { url: "http://127.0.0.1:1", port: 1 }, {}, "at: port does not go with url; write ca"],
    ["no port", { image: "a", port: 70_000 }, {}, "at.port: write a port from 1 to 65535"],
    ["a key that there is not", { comand: "a" }, {}, "there is no comand here (is it command?)"],
    [
      "variables for what the suite does not start",
      { url: "http://127.0.0.1:1" },
      { profiles: { short: { env: { A: "1" } } } },
      "profiles.short.env: the suite does not start this target. Give the profile an at of its own",
    ],
    [
      "a clock that is not told how far ahead",
      { command: "a" },
      { hooks: { clock: { method: "POST", path: "/clock" } } },
      "hooks.clock: has no {offset}: where do the seconds go",
    ],
    ["a clock that is neither", { command: "a" }, { hooks: { clock: 7 } }, "hooks.clock: write a command that sets"],
  ])("%s", (_, at, more, message) => {
    expect(complaint(at, more)).toContain(message);
  });
});
