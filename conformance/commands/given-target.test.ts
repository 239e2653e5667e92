import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../testing/files.ts";
import { givenTarget } from "./given-target.ts";

const folder = temporaryFolder();
const at = { url: "http://127.0.0.1:8081/" };

describe("a target of a program", () => {
  it("is what a target file says, and is called after its address", () => {
    const accounts = [{ username: "alice", password: `\${SECRET}` }];
    const target = givenTarget({ protocol: "hmail", at, accounts }, false, { SECRET: "hunter22" });
    expect(target).toMatchObject({ name: "http://127.0.0.1:8081", url: "http://127.0.0.1:8081" });
    expect(target.accounts).toEqual([{ username: "alice", password: "hunter22" }]);
    expect(target).not.toHaveProperty("file");
  });

  it("is read from a file, if it is named", () => {
    const file = folder.write("acme.yaml", "name: Acme\nprotocol: hmail\nat: { url: http://127.0.0.1:8081 }\n");
    expect(givenTarget(file, false, {})).toMatchObject({ name: "Acme", file });
  });

  it.each([
    [{ protocol: "hmail", at: { url: "nowhere" } }, "the target: at.url: "],
    [{ protocol: "hmail", at: { url: "https://example.com" } }, "https://example.com is not on this machine."],
    [{ protocol: "hmail", at, wire: { nonsense: "none" } }, "the target: wire: hmail has no nonsense"],
    [{ protocol: "hmail", at, accounts: [{ username: "a", password: `\${NONE}` }] }, "NONE"],
  ] as const)("is refused with a remedy: %j", (given, message) => {
    expect(() => givenTarget(given as Parameters<typeof givenTarget>[0], false, {})).toThrow(message);
  });

  it("may be elsewhere, where that is allowed", () => {
    const url = "https://example.com";
    expect(givenTarget({ protocol: "hmail", at: { url } }, true, {})).toMatchObject({ url });
  });
});
