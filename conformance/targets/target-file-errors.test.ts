import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { UsageError } from "../model/errors.ts";
import { temporaryFolder } from "../testing/files.ts";
import { readTargetFile } from "./target-file.ts";

const folder = temporaryFolder();
const LEAST = "protocol: hmail\nat: { url: http://127.0.0.1:1 }\n";

function complaint(content: string): string {
  try {
    return `none: ${JSON.stringify(readTargetFile(folder.write("target.yaml", content), {}))}`;
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    return (error as UsageError).message;
  }
}

describe("a target file", () => {
  const operation = (rest: string) => `${LEAST}wire: { authenticate: { ${rest} } }`;
  it.each([
    ["nothing", "", "(the whole file): write keys and values"],
    ["a list", "- a", "(the whole file): write keys and values"],
    ["no protocol", "at: { url: http://x }", "protocol: is missing; write one of hmail"],
    ["another protocol", "protocol: smtp\nat: { url: http://x }", "protocol: write one of hmail"],
    [
      "an unknown key",
      `acounts: []\n${LEAST}`,
      "there is no acounts here (is it accounts?); write name, protocol, role, at,",
    ],
    ["a key that is like none", `xyz: []\n${LEAST}`, "there is no xyz here; write name, protocol, role, at, accounts,"],
    [
      "an unknown key inside",
      `${LEAST}lifetimes: { acess: 2 }`,
      "lifetimes: there is no acess here (is it access?); write access, refresh, code, leeway",
    ],
    ["no address", "protocol: hmail", "at: is missing; add it"],
    [
      "no URL",
      "protocol: hmail\nat: {}",
      "at: write one of url, command, image, compose: where the target is, or what it is",
    ],
    ["a bad URL", "protocol: hmail\nat: { url: nope }", "at.url: write the server's address, such as https://"],
    ["another scheme", "protocol: hmail\nat: { url: ftp://x }", "at.url: write the server's address, such as https://"],
    [
      "a password in the URL",
      "protocol: hmail\nat: { url: 'http://a:b@x' }",
      "at.url: write the address without a user",
    ],
    [
      "a password that is a number",
      `${LEAST}accounts: [{ username: a, password: 1 }]`,
      "accounts.0.password: is a number; put it in quotes",
    ],
    ["no password", `${LEAST}accounts: [{ username: a }]`, "accounts.0.password: is missing; add it"],
    [
      "an empty name",
      `${LEAST}accounts: [{ username: "", password: b }]`,
      "accounts.0.username: is empty; write something",
    ],
    ["one account", `${LEAST}accounts: { username: a }`, "accounts: write a list"],
    [
      "a bad duration",
      `${LEAST}lifetimes: { access: soon }`,
      'lifetimes.access: "soon" is no duration: write seconds, or 500ms',
    ],
    [
      "a method in small letters",
      operation("method: post, path: /, outcomes: {}"),
      "wire.authenticate.method: a method is written in capitals",
    ],
    [
      "a server error as outcome",
      operation("method: GET, path: /, outcomes: { a: { status: 500 } }"),
      "outcomes.a.status: write a status such as 200",
    ],
    [
      "any server error as outcome",
      operation("method: GET, path: /, outcomes: { a: { status: 5xx } }"),
      "5xx is no outcome",
    ],
    [
      "a pointer without a slash",
      operation("method: GET, path: /, outcomes: { a: { status: 200, at: x } }"),
      "outcomes.a.at: a JSON Pointer is empty or begins with a slash",
    ],
    [
      "an unset variable",
      `${LEAST}accounts: [{ username: a, password: "\${NOT_SET}" }]`,
      "accounts.0.password: $" + "{NOT_SET} is not set. Set it: NOT_SET=… authmark …",
    ],
    [
      "two of one key",
      `${LEAST}protocol: hmail`,
      "neither YAML nor JSON: Map keys must be unique at line 3, column 1. Check quotes",
    ],
    [
      "a CA of a profile that is not there",
      `${LEAST}profiles: { short: { at: { url: http://x, ca: no.pem } } }`,
      "profiles.short.at.ca: no.pem: cannot be read (ENOENT). Check the path.",
    ],
    [
      "a CA that is not there",
      "protocol: hmail\nat: { url: http://x, ca: no.pem }",
      "at.ca: no.pem: cannot be read (ENOENT). Check the path.",
    ],
  ])("with %s is refused: file, key and remedy", (_, content, message) => {
    expect(complaint(content)).toContain(message);
    expect(complaint(content)).toContain(folder.path);
  });

  it("that is broken is not quoted: it has passwords in it", () => {
    expect(complaint(`${LEAST}accounts: [{ username: a, password: 'hunter22 }]`)).toMatch(
      /line \d.*Check quotes and indentation/,
    );
    expect(complaint(`${LEAST}accounts: [{ username: a, password: 'hunter22 }]`)).not.toContain("hunter22");
  });

  it("that cannot be read is refused", () => {
    const missing = join(folder.path, "missing.yaml");
    expect(() => readTargetFile(missing, {})).toThrow(`${missing}: cannot be read (ENOENT). Check the path.`);
    expect(() => readTargetFile(folder.path, {})).toThrow("cannot be read (EISDIR)");
  });
});
