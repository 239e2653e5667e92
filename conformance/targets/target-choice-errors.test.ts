import { describe, expect, it } from "vitest";
import { UsageError } from "../model/errors.ts";
import { temporaryFolder } from "../testing/files.ts";
import { readTargetFile } from "./target-file.ts";

const folder = temporaryFolder();
const LEAST = "at: { url: http://127.0.0.1:1 }\n";

/** What is said of a target file, behind its name. */
function complaint(content: string, protocol = "session"): string {
  const file = folder.write("target.yaml", `protocol: ${protocol}\n${LEAST}${content}`);
  try {
    return `none: ${JSON.stringify(readTargetFile(file, {}))}`;
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    return (error as UsageError).message.replace(`${file}: `, "");
  }
}

describe("a mistake beside the operations is one message, with its key and the remedy", () => {
  it.each([
    ["a word", "wire: { login: absent }", "wire.login: write none, or how the operation is spelt."],
    [
      "another preset",
      "wire: { preset: cookie }",
      "wire.preset: write cookies, getnative-origin, or oauth: with its settings.",
    ],
    [
      "OAuth without a token endpoint",
      "wire: { preset: { oauth: {} } }",
      "wire.preset.oauth.token: is missing; add it.",
    ],
    [
      "a client in another place",
      "wire: { preset: { oauth: { token: /t, client: { id: a, in: body } } } }",
      "wire.preset.oauth.client.in: write one of basic, form.",
    ],
    [
      "another policy",
      "policy: { reuse: allow }",
      "policy.reuse: write reject, until-successor-used, same-successor, or grace: with a duration.",
    ],
    [
      "a grace that is no time",
      "policy: { reuse: { grace: soon } }",
      'policy.reuse.grace: "soon" is no duration: write seconds, or 500ms, 2s, 5m, 1h, 30d.',
    ],
    ["another choice", "policy: { oldAccess: revoked }", "policy.oldAccess: write one of dies, lives."],
  ])("%s", (_, content, message) => {
    expect(complaint(content)).toBe(message);
  });

  it.each([
    ["a policy", "policy: { oldAccess: dies }", "policy: hmail leaves no choice open; leave it out."],
    [
      "a preset",
      "wire: { preset: cookies }",
      "wire.preset: hmail has no preset cookies; leave it out, and spell the operations.",
    ],
    [
      "a preset with settings",
      "wire: { preset: { oauth: { token: /t } } }",
      "wire.preset: hmail has no preset oauth; leave it out, and spell the operations.",
    ],
  ])("%s of a protocol that has none", (_, content, message) => {
    expect(complaint(content, "hmail")).toBe(message);
  });
});
