import { describe, expect, it } from "vitest";
import { exchange } from "../../testing/exchanges.ts";
import { bareToken, claimsIn, expiryOfToken, jwtsIn, tokenField, tokenOf } from "./tokens.ts";

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const jwt = (claims: object) => `${part({ alg: "RS256" })}.${part(claims)}.c2ln`;

describe("a token", () => {
  it.each([
    ["alone", "a.b.c"],
    ["in quotes", '"a.b.c"'],
    ["behind its scheme", "Bearer a.b.c"],
    ["in quotes and behind its scheme", '"Bearer a.b.c"'],
  ])("is read %s", (_, value) => expect(bareToken(value)).toBe("a.b.c"));

  it("is none where there is no text", () => {
    expect(bareToken(undefined)).toBeUndefined();
    expect(bareToken(7)).toBeUndefined();
    expect(tokenOf(exchange())).toBeUndefined();
  });

  it("has claims if it is a JWT", () => {
    expect(claimsIn(exchange({ taken: { accessToken: jwt({ sub: 7 }) } }))).toEqual({ sub: 7 });
    expect(claimsIn(exchange({ taken: { accessToken: "opaque" } }))).toEqual({});
  });

  it.each([
    ["seconds", 1_795_000_000, 1_795_000_000_000],
    ["seconds as a text", "1795000000", 1_795_000_000_000],
    ["milliseconds", 1_795_000_000_123, 1_795_000_000_123],
    ["milliseconds as a text", "1795000000123", 1_795_000_000_123],
    ["a text that is no number", "tomorrow", undefined],
    ["nothing", undefined, undefined],
    ["true", true, undefined],
  ])("expires when its exp says, in %s", (_, exp, expiry) => expect(expiryOfToken(jwt({ exp }))).toBe(expiry));
});

describe("an answer", () => {
  const token = jwt({ sub: "7" });

  it.each([
    ["a field", { headers: [["x-token", token]] as const }],
    ["a cookie", { headers: [["set-cookie", `session=${token}; Path=/`]] as const }],
    ["its body", { body: JSON.stringify({ token }) }],
  ])("has its JWTs found in %s", (_, response) => expect(jwtsIn(exchange({ response }))).toEqual([token]));

  it("has none where nothing looks like one", () => {
    expect(jwtsIn(exchange({ response: { body: '{"a":"eyJhbGciOiJub25lIn0"}' } }))).toEqual([]);
  });

  it("tells in which field its token came", () => {
    const response = { headers: [["GN-Access-Token", token]] as const };
    expect(tokenField(exchange({ response, taken: { accessToken: token } }))).toBe("gn-access-token");
    expect(tokenField(exchange({ response }))).toBeUndefined();
  });
});
