import { describe, expect, it } from "vitest";
import { UsageError } from "../model/errors.ts";
import { temporaryFolder } from "../testing/files.ts";
import { readTargetFile } from "./target-file.ts";

const folder = temporaryFolder();
const LEAST = "at: { url: http://127.0.0.1:1 }\n";

/** What is said of a target file, behind its name. */
function complaint(content: string): string {
  const file = folder.write("target.yaml", `protocol: session\n${LEAST}${content}`);
  try {
    return `none: ${JSON.stringify(readTargetFile(file, {}))}`;
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    return (error as UsageError).message.replace(`${file}: `, "");
  }
}
const login = (rest: string) => complaint(`wire: { login: { method: POST, path: /, ${rest} } }`);

describe("a mistake in an operation is one message, with its key and the remedy", () => {
  it.each([
    [
      "two bodies",
      "json: {}, form: {}",
      "wire.login: has both json and form; a request has one body: write one of them.",
    ],
    [
      "three bodies",
      "json: 1, form: {}, text: { type: a, content: b }",
      "wire.login: has both json and form and text; a request has one body: write one of them.",
    ],
    [
      "Basic twice",
      "basic: { username: a, password: b }, headers: { Authorization: c }",
      "wire.login: has both basic and the field authorization; write one of them.",
    ],
    [
      "cookies twice",
      "cookies: { a: b }, headers: { cookie: c }",
      "wire.login: has both cookies and the field cookie; write one of them.",
    ],
    ["Basic without a password", "basic: { username: a }", "wire.login.basic.password: is missing; add it."],
    [
      "an unknown key",
      "jsn: {}",
      "wire.login: there is no jsn here (is it json?); write method, path, headers, query, cookies, basic, json, form, text, before, outcomes, take.",
    ],
    ["no outcome that is one", "outcomes: { success: 200 }", "wire.login.outcomes.success: write keys and values."],
    [
      "a status that is none",
      "outcomes: { success: { status: 2 } }",
      "wire.login.outcomes.success.status: write a status such as 200, or a class such as 4xx; 5xx is no outcome.",
    ],
    [
      "a status in a list that is none",
      "outcomes: { success: { status: [200, 500] } }",
      "wire.login.outcomes.success.status.1: write a status such as 200, or a class such as 4xx; 5xx is no outcome.",
    ],
    [
      "a status of another kind",
      "outcomes: { success: { status: true } }",
      "wire.login.outcomes.success.status: write a status such as 200, or a list of them.",
    ],
    [
      "two places of one outcome",
      "outcomes: { success: { status: 200, at: /a, header: b } }",
      "wire.login.outcomes.success: has both at and header; write one of them.",
    ],
    [
      "a value without a place",
      "outcomes: { success: { status: 200, equals: 1 } }",
      'wire.login.outcomes.success: says what equals something, and not where; add at: "" for the whole body, or header.',
    ],
    [
      "a pointer without a slash",
      "take: { accessToken: data/token }",
      "wire.login.take.accessToken: a JSON Pointer begins with a slash; for a field or a cookie write { header: … } or { cookie: … }.",
    ],
    [
      "a pointer without a slash in a place",
      "take: { accessToken: { at: token } }",
      "wire.login.take.accessToken.at: a JSON Pointer is empty or begins with a slash.",
    ],
    [
      "a pointer without a slash in a list",
      "take: { accessToken: [/a, b] }",
      "wire.login.take.accessToken.1: a JSON Pointer begins with a slash; for a field or a cookie write { header: … } or { cookie: … }.",
    ],
    [
      "a place that is none",
      "take: { accessToken: { behind: 'Bearer ' } }",
      "wire.login.take.accessToken: says no place; write at (a JSON Pointer), header or cookie.",
    ],
    [
      "two places in one",
      "take: { accessToken: { at: /a, cookie: b } }",
      "wire.login.take.accessToken: names several places; write a list of them, in the order in which to try them.",
    ],
    ["no place at all", "take: { accessToken: [] }", "wire.login.take.accessToken: is empty; write something."],
    [
      "something else than a place",
      "take: { accessToken: 1 }",
      "wire.login.take.accessToken: write a JSON Pointer such as /data/token, a place such as { header: x-token }, or a list of these.",
    ],
    [
      "an unknown unit",
      "take: { accessExpiresIn: { at: /a, as: minutes } }",
      "wire.login.take.accessExpiresIn.as: write one of seconds, milliseconds, epoch-seconds, epoch-milliseconds, iso8601, jwt, max-age.",
    ],
    [
      "a Max-Age of no cookie",
      "take: { accessExpiresIn: { at: /a, as: max-age } }",
      "wire.login.take.accessExpiresIn: max-age is told by a cookie; write cookie, or seconds.",
    ],
    [
      "an unknown key in a place",
      "take: { accessToken: { header: a, prefix: b } }",
      "wire.login.take.accessToken: there is no prefix here; write at, header, cookie, parameter, behind, as.",
    ],
    [
      "a mistake in a step",
      "before: [{ method: GET, path: /, take: { a-b: /c } }]",
      "wire.login.before.0.take.a-b: a name is letters, digits and underscores.",
    ],
    [
      "a mistake in a step's request",
      "before: [{ method: get, path: / }]",
      "wire.login.before.0.method: a method is written in capitals.",
    ],
  ])("%s", (_, rest, message) => {
    expect(login(rest)).toBe(message);
  });
});
