import { describe, expect, it } from "vitest";
import { createSecrets } from "../engine/secrets.ts";
import { createRedactor } from "./redact.ts";

const HARD = "pa/ss+w\"ör\\d\n<&'>!😀";
const names = new Set(["password", "authorization", "token"]);
const redactor = (...secrets: [label: string, value: string][]) =>
  createRedactor(
    secrets.map(([label, value]) => ({ label, value })),
    names,
  );

describe("a secret is replaced", () => {
  const redact = redactor(["secret#1", HARD]);
  const json = JSON.stringify(HARD);
  const base64 = (text: string) => Buffer.from(text).toString("base64");

  it.each([
    ["raw", HARD],
    ["in a sentence", `it was ${HARD}, they said`],
    ["in JSON", json],
    ["in JSON in JSON", JSON.stringify(json)],
    ["as Python writes JSON", String.raw`"pa/ss+w\"\u00f6r\\d\n<&'>!\ud83d\ude00"`],
    ["as PHP writes JSON", String.raw`"pa\/ss+w\"\u00f6r\\d\n<&'>!\ud83d\ude00"`],
    ["as Go writes JSON", String.raw`"pa/ss+w\"ör\\d\n\u003c\u0026'\u003e!😀"`],
    ["as .NET writes JSON", String.raw`"pa/ss\u002Bw\u0022\u00F6r\\d\n\u003C\u0026\u0027\u003E!\uD83D\uDE00"`],
    ["in a path", encodeURIComponent(HARD)],
    ["in a path in lower case", encodeURIComponent(HARD).replace(/%../g, (escaped) => escaped.toLowerCase())],
    ["in a form", new URLSearchParams({ p: HARD }).toString()],
    ["in a query", new URL(`http://x/?p=${encodeURIComponent(HARD)}`).href],
    ["in HTML", "pa/ss+w&quot;ör\\d\n&lt;&amp;&#39;&gt;!😀"],
    ["in base64", base64(HARD)],
    ["in base64url", Buffer.from(HARD).toString("base64url")],
  ])("%s", (_, text) => {
    expect(redact(text)).toContain("secret#1");
    expect(redact(text)).not.toMatch(/pa.{0,3}ss/);
  });

  it.each(["a:", "al:", "ali:", "alice:"])("in the middle of base64, behind %j", (before) => {
    const redacted = redactor(["secret#1", "open sesame"])(`Basic ${base64(`${before}open sesame!`)}`);
    expect(redacted).toContain("secret#1");
    expect(Buffer.from(redacted.replace("secret#1", ""), "base64").toString()).not.toContain("sesa");
  });

  it("where the text ends in the middle of it", () => {
    expect(redactor(["a#1", "open sesame"])("it was open ses")).toBe("it was a#1");
    expect(redactor(["a#1", "open sesame"])("it was open ses, and")).toBe("it was open ses, and");
  });

  it("wherever it occurs, and however often", () => {
    expect(redactor(["a#1", "secret-1"])("secret-1secret-1 secret-1")).toBe("a#1a#1 a#1");
  });
});

describe("secrets in secrets", () => {
  it("are replaced by the label of the longest", () => {
    const redact = redactor(["short#1", "abcdefgh"], ["long#1", "abcdefghijkl"], ["middle#1", "cdefghij"]);
    expect(redact("abcdefghijkl abcdefgh cdefghij abcdefghij")).toBe("long#1 short#1 middle#1 short#1ij");
  });

  it("have labels that say what was derived from what", () => {
    const secrets = createSecrets();
    for (const value of ["correct horse", "correct horse battery", "correct h"]) secrets.see("password", value);
    expect(createRedactor(secrets.all(), names)("correct horse battery / correct h / correct horse")).toBe(
      "password#1, with more around it / password#1, cut / password#1",
    );
  });
});

describe("what the suite made of a secret", () => {
  const TOKEN = "r:b3bcd8390f12a47e6d5c8b9a01f2e3d4";
  const redactMade = (original: string, ...made: string[]) => {
    const secrets = createSecrets();
    secrets.see("accessToken", original);
    for (const value of made) secrets.seeDerived(value);
    return createRedactor(secrets.all(), names);
  };

  it("is shown around the label of the secret, and garbage by itself as it is", () => {
    const redact = redactMade(TOKEN, `garbage, Bearer ${TOKEN}`, `${TOKEN}\0x`);
    expect(redact(`Bearer garbage, Bearer ${TOKEN}`)).toBe("Bearer garbage, Bearer accessToken#1");
    expect(redact(JSON.stringify(`${TOKEN}\0x`))).toBe(String.raw`"accessToken#1\u0000x"`);
    expect(redact("Bearer garbage")).toBe("Bearer garbage");
  });

  it("has a label of its own where it is long", () => {
    const long = TOKEN + "A".repeat(3000);
    expect(redactMade(TOKEN, long)(`Bearer ${long}`)).toBe("Bearer accessToken#1, with more around it");
  });

  it("has a label of its own where the secret alone would not be replaced in it", () => {
    expect(redactMade("password", "passwordx")('{"password":"passwordx"}')).toBe(
      '{"password":"accessToken#1, with more around it"}',
    );
    expect(redactMade("abcd", "abcdx")('{"password":"abcdx"}')).toBe(
      '{"password":"accessToken#1, with more around it"}',
    );
  });

  it("of a short secret is replaced only where it is a whole value", () => {
    const redact = redactMade("secret12", "secret1");
    expect(redact('{"client":"secret1", "secret11": 1}')).toBe('{"client":"accessToken#1, cut", "secret11": 1}');
  });
});

describe("a JWT", () => {
  const token = ["alg", "sub", "sig"].map((part) => Buffer.from(`{"${part}":"0123456789"}`).toString("base64url"));

  it("is replaced whole, and each of its parts alone", () => {
    const redact = redactor(["accessToken#1", token.join(".")]);
    expect(redact(`Bearer ${token.join(".")}`)).toBe("Bearer accessToken#1");
    for (const part of token) expect(redact(`got ${part}`)).toBe("got accessToken#1");
  });

  it("is not the only token whose parts are secret: a signed one may be good without its signature", () => {
    const redact = redactor(["accessToken#1", "hi3Nhe7COTExnsvc2p8XKdfU.wxT9+SynhuhXaCqwe/xEbm2vqbqkDo8="]);
    expect(redact('{"token":"hi3Nhe7COTExnsvc2p8XKdfU"}')).toBe('{"token":"accessToken#1"}');
    expect(redact("sig=wxT9%2BSynhuhXaCqwe%2FxEbm2vqbqkDo8%3D")).toBe("sig=accessToken#1");
  });

  it("is masked where nobody registered it", () => {
    const masked = redactor()(`{"id_token":"${token.join(".")}"}`);
    expect(masked).toMatch(/^{"id_token":"‹\d+ characters that look like a token›"}$/);
  });
});

describe("a value that nobody registered", () => {
  it.each([
    ["a long token", "hY7Kq2mZ".repeat(6), true],
    ["64 digits of hex", "0123456789abcdef".repeat(4), true],
    ["a token in base64", `${"aB3/x+9Z".repeat(5)}aB==`, true],
    ["an identifier of 36 characters", "123e4567-e89b-12d3-a456-426614174000", false],
    ["one character, many times", "p".repeat(4000), false],
    ["a path", "/srv/mail-server/source/some-folder/run-check.ts:70:3", false],
    ["prose", "A server MUST NOT accept an access token where it asks for a refresh token.", false],
  ])("is masked if it looks like a token: %s", (_, text, masked) => {
    expect(redactor()(text) !== text).toBe(masked);
  });
});

describe("a short secret, or one that equals a name", () => {
  it.each([
    ["abc", '{"password":"abc"}', '{"password":"s#1"}'],
    ["abc", String.raw`{"echo":"{\"password\":\"abc\"}"}`, String.raw`{"echo":"{\"password\":\"s#1\"}"}`],
    ["abc", '{"abc":1}', '{"s#1":1}'],
    ["abc", "http://x/?token=abc&b=1", "http://x/?token=s#1&b=1"],
    ["a b", "password=a+b", "password=s#1"],
    ["abc", "Bearer abc", "Bearer s#1"],
    ["abc", "abc", "s#1"],
    ["abc", "the abcissa, not abc alone", "the abcissa, not abc alone"],
    ["password", '{"password": "password"}', '{"password": "s#1"}'],
    ["password", '{"password" : {"password":["password"]}}', '{"password" : {"password":["s#1"]}}'],
    ["password", "the wrong password was given", "the wrong password was given"],
    ["a.c", '["abc","a.c"]', '["abc","s#1"]'],
    ["$&", '{"password":"$&"}', '{"password":"s#1"}'],
  ])("%j is replaced only as a whole value: %s", (secret, text, expected) => {
    expect(redactor(["s#1", secret])(text)).toBe(expected);
  });
});

it("a text without secrets stays as it is", () => {
  const text = '{"Success":{"username":"alice"}}';
  expect(redactor(["password#1", "open sesame"])(text)).toBe(text);
  expect(redactor()("")).toBe("");
});
