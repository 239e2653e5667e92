import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { describe, expect, it } from "vitest";
import { part, signed } from "../../kit/jwt/jws.ts";
import { publicJwk } from "../../kit/jwt/own-keys.ts";
import { exchange } from "../../testing/exchanges.ts";
import { areLongEnough, isLongEnough, isVerified, publishedIn, saysRs256, secretsOf } from "./keys.ts";

const keyOf = (modulusLength: number) => generateKeyPairSync("rsa", { modulusLength }).privateKey;
const [own, other, short] = [keyOf(2048), keyOf(2048), keyOf(1024)];
const token = (key: KeyObject, alg: unknown = "RS256") => signed(part({ alg }), part({ sub: "7" }), "RS256", key);
const bringing = (accessToken: string) => exchange({ step: "login", taken: { accessToken } });

describe("a signature", () => {
  it("is right where one of the keys verifies it", () => {
    expect(isVerified(bringing(token(own)), [publicJwk(other), publicJwk(own)])).toEqual([]);
  });

  it.each([
    ["by another key", token(other)],
    ["with a part cut off", token(own).slice(0, -20)],
    ["that is missing", token(own).split(".").slice(0, 2).join(".")],
    ["of no token", "opaque"],
  ])("%s is none", (_, accessToken) => {
    const findings = isVerified(bringing(accessToken), [publicJwk(own)]);
    expect(findings.map(({ expected }) => expected)).toContain("a signature that the public key verifies");
  });

  it("is verified by no key where none is published", () => {
    expect(isVerified(bringing(token(own)), [])).toHaveLength(1);
  });

  it.each([["RS512"], ["none"], ["rs256"], [null], [["RS256"]]])("under alg %j is another one", (alg) => {
    expect(saysRs256(bringing(token(own, alg)))).toHaveLength(1);
  });

  it("is as long as its key, which has 2048 bits or more", () => {
    expect(isLongEnough(bringing(token(own)))).toEqual([]);
    expect(isLongEnough(bringing(token(short)))).toMatchObject([{ actual: "1024 bits" }]);
    expect(areLongEnough([publicJwk(own)], "keys")).toEqual([]);
    expect(areLongEnough([publicJwk(own), publicJwk(short)], "keys")).toMatchObject([
      { at: "keys", actual: "1024 bits" },
    ]);
  });
});

describe("published keys", () => {
  const answer = (body: string) => exchange({ response: { body } });

  it("are those in a set that can verify", () => {
    const set = JSON.stringify({ keys: [publicJwk(own), { kty: "oct", k: "AA" }] });
    expect(publishedIn(answer(set))).toEqual([publicJwk(own)]);
    expect(["", "null", "[]", '{"keys":[]}', "<html>"].map((body) => publishedIn(answer(body)))).toEqual(
      Array.from({ length: 5 }, () => []),
    );
  });

  it("have private members, wherever those are", () => {
    const whole = own.export({ format: "jwk" });
    const pem = String(own.export({ type: "pkcs8", format: "pem" }));
    expect(secretsOf({ keys: [publicJwk(own)] })).toEqual([]);
    expect(secretsOf({ keys: [publicJwk(own), { kty: "RSA", d: whole.d }] })).toEqual(["d"]);
    expect(secretsOf([whole]).toSorted()).toEqual(["d", "dp", "dq", "p", "q", "qi"]);
    expect(secretsOf({ jwk: { kty: "oct", k: "AA" } })).toEqual(["k"]);
    expect(secretsOf({ keys: [{ ...publicJwk(own), pem }] })).toEqual(["a private key in PEM"]);
    expect(secretsOf({ d: "of something else" })).toEqual([]);
  });
});
