import { describe, expect, it } from "vitest";
import { altered, alteredClaims, reordered, tokenInOtherCase, truncated } from "../kit/tokens.ts";
import { createSecrets } from "./secrets.ts";

function labels(...seen: readonly (readonly [role: string, value: unknown])[]): string[] {
  const secrets = createSecrets();
  for (const [role, value] of seen) secrets.see(role, value);
  return secrets.all().map(({ label }) => label);
}

describe("labels", () => {
  it("count per role", () => {
    expect(labels(["password", "p1"], ["token", "t1"], ["token", "t2"], ["password", "p2"])).toEqual([
      "password#1",
      "token#1",
      "token#2",
      "password#2",
    ]);
  });

  it("belong to the first role in which a value was seen", () => {
    expect(labels(["password", "same"], ["token", "same"], ["password", "same"])).toEqual(["password#1"]);
  });

  it.each([[undefined], [null], [""], [1], [{}], [["a"]]])("are not given to %j", (value) => {
    expect(labels(["password", value])).toEqual([]);
  });
});

describe("a value that comes from a known one", () => {
  const KNOWN = "Tr0ub4dor&3-horse";

  it.each([
    ["token, in other case", KNOWN.toUpperCase(), "token#1, in other case"],
    ["its first half", KNOWN.slice(0, 8), "token#1, cut"],
    ["without its last character", KNOWN.slice(0, -1), "token#1, cut"],
    ["one character changed", KNOWN.replace("&", "A"), "token#1, one character changed"],
    ["blanks behind", `${KNOWN}  `, "token#1, with more around it"],
    ["twice", `${KNOWN}, Bearer ${KNOWN}`, "token#1, with more around it"],
    ["two characters changed", KNOWN.replace("Tr", "xx"), "attempt#1"],
    ["too short a part to tell", KNOWN.slice(0, 7), "attempt#1"],
    ["another value", "battery staple", "attempt#1"],
  ])("is named after it: %s", (_, value, label) => {
    expect(labels(["token", KNOWN], ["attempt", value])).toEqual(["token#1", label]);
  });

  it("is not named after one that is too short to have come from", () => {
    expect(labels(["password", "abc"], ["attempt", "abcdefghij"])).toEqual(["password#1", "attempt#1"]);
  });
});

describe("what the suite made of a secret", () => {
  const made = (original: string, value: unknown) => {
    const secrets = createSecrets();
    secrets.see("token", original);
    secrets.seeDerived(value);
    return secrets.all().slice(1);
  };
  const UNDER_A_PREFIX = "r:b3bcd8390f12a47e6d5c8b9a01f2e3d4";
  const PADDED = "Zm9vYmFyYmF6cXV4Zm9vYg==";
  const JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbGljZSIsIm4iOjF9.c2lnbmF0dXJlLW9mLWl0";

  it.each([
    [UNDER_A_PREFIX, reordered(UNDER_A_PREFIX), "reordered"],
    [UNDER_A_PREFIX, tokenInOtherCase(UNDER_A_PREFIX), "in other case"],
    [UNDER_A_PREFIX, truncated(UNDER_A_PREFIX), "cut"],
    [UNDER_A_PREFIX, altered(UNDER_A_PREFIX, "start"), "one character changed"],
    [PADDED, PADDED.replace(/.(=*)$/, "$1"), "changed"],
    [PADDED, PADDED.replace(/(=*)$/, "AAAA$1"), "changed"],
    [PADDED, `%5a${PADDED.slice(1)}`, "changed"],
    [JWT, alteredClaims(JWT), "one character changed"],
    [JWT, `eyJhbGciOiJub25lIn0.${JWT.split(".")[1]}.`, "changed"],
  ])("is named after it: of %s, %s", (original, value, name) => {
    expect(made(original, value)).toEqual([{ value, label: `token#1, ${name}` }]);
  });

  it.each([
    ["secret12", "secret1", "cut"],
    ["abc123", "abc12", "cut"],
    ["abc123", "Abc123", "in other case"],
    ["abc123", "abc12x", "one character changed"],
    ["abc123", "abc321", "reordered"],
  ])("is named after a short one, as a value that stands alone: of %s, %s", (original, value, name) => {
    expect(made(original, value)).toEqual([{ value, label: `token#1, ${name}`, alone: true }]);
  });

  it("tells the secret that it holds", () => {
    const value = `${PADDED}\0x`;
    expect(made(PADDED, value)).toEqual([{ value, label: "token#1, with more around it", holds: PADDED }]);
  });

  it.each(["garbage", "null", "this is no token", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhbGljZSJ9."])(
    "is not what it made of nothing: %s",
    (value) => {
      for (const original of [UNDER_A_PREFIX, PADDED, JWT, "abc123"]) expect(made(original, value)).toEqual([]);
    },
  );

  it("is nothing that a server issued, which may be like it", () => {
    const other = reordered(UNDER_A_PREFIX);
    expect(labels(["token", UNDER_A_PREFIX], ["token", other])).toEqual(["token#1", "token#2"]);
  });
});

it("a token that begins as another that was cut is one of its own", () => {
  const secrets = createSecrets();
  const jwt = (claims: string) => `eyJhbGciOiJIUzI1NiJ9.${claims}.c2lnbmF0dXJl`;
  secrets.see("accessToken", jwt("b25l"));
  secrets.seeDerived("eyJhbGciOiJIUzI1NiJ9.b");
  secrets.see("accessToken", jwt("bm90IHRoYXQgb25l"));
  expect(secrets.all().map(({ label }) => label)).toEqual(["accessToken#1", "accessToken#1, cut", "accessToken#2"]);
});

it("a token whose header was sent alone before is one of its own", () => {
  const secrets = createSecrets();
  const jwt = (claims: string) => `eyJhbGciOiJIUzI1NiJ9.${claims}.c2lnbmF0dXJl`;
  secrets.see("accessToken", jwt("b25l"));
  secrets.derive(jwt("b25l"), "eyJhbGciOiJIUzI1NiJ9", "its header alone");
  secrets.see("accessToken", jwt("bm90IHRoYXQgb25l"));
  expect(secrets.all().at(-1)?.label).toBe("accessToken#2");
});

it("a token that was made of another in a way that does not show is called after it, once", () => {
  const secrets = createSecrets();
  secrets.see("accessToken", "a good token");
  secrets.derive("a good token", "its forgery", "alg none");
  secrets.derive("a good token", "its forgery", "something else");
  secrets.derive("what nobody knows", "garbage", "alg none");
  secrets.seeDerived("its forgery");
  expect(secrets.all()).toEqual([
    { value: "a good token", label: "accessToken#1" },
    { value: "its forgery", label: "accessToken#1, alg none" },
  ]);
});

it("what was made of a token leads back to it", () => {
  const secrets = createSecrets();
  secrets.see("accessToken", "a good token");
  secrets.derive("a good token", "its forgery", "alg none");
  secrets.seeDerived("a good toke");
  expect(["its forgery", "a good toke", "a good token", "garbage"].map((each) => secrets.originOf(each))).toEqual([
    "a good token",
    "a good token",
    undefined,
    undefined,
  ]);
});
