import { execFile } from "node:child_process";
import { createServer } from "node:http";
import { text as readText } from "node:stream/consumers";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import type { HttpRequest } from "../model/exchange.ts";
import { encode } from "../targets/wire/encode.ts";
import { closeServersAfterEach, listen } from "../testing/servers.ts";
import { curl, type Split } from "./curl.ts";
import { http } from "./http-exchange.ts";
import { createRedactor } from "./redact.ts";

closeServersAfterEach();

const PASSWORD = "Can we \"fix\" it? Yes: 100% & 'sure' \\ä";
const TOKEN = "Qx7mZ2pL9vR4tK8wYb3nH6";
const VARIABLES: Readonly<Record<string, string>> = { "password#1": "PASSWORD", "accessToken#1": "TOKEN" };
const redact = createRedactor(
  [
    { value: PASSWORD, label: "password#1" },
    { value: TOKEN, label: "accessToken#1" },
  ],
  new Set(),
);
const split: Split = (text) =>
  text
    .split(/(password#1|accessToken#1)/)
    .filter((part) => part !== "")
    .map((part) => (VARIABLES[part] ? { variable: VARIABLES[part] } : { text: part }));
const lineOf = (request: HttpRequest) => curl(http.redacted(request, undefined, redact).request, split);

/** A request as an operation spells it. */
const request = (spelling: Parameters<typeof encode>[1] | object, base = "http://127.0.0.1:1") =>
  encode(base, { method: "POST", path: "/login", ...spelling }, { user: "al ice", password: PASSWORD, token: TOKEN });

/** What a server gets by a line. */
async function sent(spelling: object) {
  const got: { authorization?: string | undefined; cookie?: string | undefined; body: string }[] = [];
  const server = createServer(async (incoming, response) => {
    const { authorization, cookie } = incoming.headers;
    got.push({ authorization, cookie, body: await readText(incoming) });
    response.end();
  });
  const line = lineOf(request(spelling, `http://127.0.0.1:${await listen(server)}`));
  if (!("command" in line)) throw new Error(line.because);
  const env = { PATH: process.env["PATH"], PASSWORD, TOKEN };
  await promisify(execFile)("/bin/sh", ["-c", line.command], { env });
  return { command: line.command, got: got[0] };
}

describe("a line with secrets sends what the suite sent, and shows none of them", () => {
  it("in HTTP Basic", async () => {
    const { command, got } = await sent({ basic: { username: "{user}", password: "{password}" } });
    expect(command).toContain(`-u 'al ice:'"$PASSWORD"`);
    expect(Buffer.from(got?.authorization?.replace("Basic ", "") ?? "", "base64").toString()).toBe(
      `al ice:${PASSWORD}`,
    );
  });

  it("in HTTP Basic, behind a name that cannot stand in a line", async () => {
    const { got } = await sent({ basic: { username: "a\u200bb\n", password: "{password}" } });
    expect(Buffer.from(got?.authorization?.replace("Basic ", "") ?? "", "base64").toString()).toBe(
      `a\u200bb\n:${PASSWORD}`,
    );
  });

  it("in a form, escaped by curl", async () => {
    const form = { grant_type: "password", "pass[word]": "{password}", both: "1 + {token}", user: "{user}" };
    const { command, got } = await sent({ form });
    expect(command).toContain(`--data-raw grant_type=password --data-urlencode pass%5Bword%5D="$PASSWORD"`);
    expect(Object.fromEntries(new URLSearchParams(got?.body))).toEqual({
      grant_type: "password",
      "pass[word]": PASSWORD,
      both: `1 + ${TOKEN}`,
      user: "al ice",
    });
  });

  it.each([
    ["a NUL", "{password}\0x"],
    ["a line break", "{password}\n"],
  ])("in a form, with %s behind it", async (_, value) => {
    const { got } = await sent({ form: { "pass[word]": value, user: "{user}" } });
    expect(Object.fromEntries(new URLSearchParams(got?.body))).toEqual({
      "pass[word]": value.replace("{password}", PASSWORD),
      user: "al ice",
    });
  });

  it("in JSON, with a NUL behind it", async () => {
    const { got, command } = await sent({ json: { token: "{token}\0x" } });
    expect(command).toContain('"$TOKEN"');
    expect(JSON.parse(got?.body ?? "")).toEqual({ token: `${TOKEN}\0x` });
  });

  it("in cookies", async () => {
    const { command, got } = await sent({ cookies: { access: "{token}", lang: "en" } });
    expect(command).toContain(`-H 'cookie: access='"$TOKEN"'; lang=en'`);
    expect(got?.cookie).toBe(`access=${TOKEN}; lang=en`);
  });
});

describe("the line of a request", () => {
  it("is the form as it is where there is no secret in it", () => {
    const line = lineOf(request({ form: { a: "b c" } }));
    expect(line).toMatchObject({ command: expect.stringContaining("--data-binary a=b+c ") });
  });

  it("is none where credentials in base64 are no option of curl", () => {
    const basic = `basic ${Buffer.from(`alice:${PASSWORD}`).toString("base64")}`;
    expect(lineOf(request({ headers: { authorization: basic } }))).toEqual({
      because: "it holds credentials in base64, where no variable can stand",
    });
  });

  it("is none where a cookie could be somebody's session", () => {
    expect(lineOf(request({ cookies: { other: "Zr5tQ8wLm2xK9pVn" } }))).toEqual({
      because: "it holds what looks like a token, which is not shown",
    });
  });
});
