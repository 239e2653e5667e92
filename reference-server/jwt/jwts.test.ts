import { createHmac, createPrivateKey, createPublicKey, type KeyObject, sign } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { claimsOf, createGetnativeClient, signingKey } from "../testing/getnative-client.ts";
import { generateKey } from "./keys.ts";
import { rotateSigning } from "./prepare.ts";

const own = createPrivateKey(signingKey);
const foreignPem = (await generateKey()).privateKey;
const foreign = createPrivateKey(foreignPem);
const foreignJwk = createPublicKey(foreign).export({ format: "jwk" });
const ownPem = String(createPublicKey(own).export({ format: "pem", type: "spki" }));

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const decode = (part = ""): Record<string, unknown> => JSON.parse(Buffer.from(part, "base64url").toString());
const signed = (header: object, payload: object, key: KeyObject = own, hash = "sha256") => {
  const input = `${encode(header)}.${encode(payload)}`;
  return `${input}.${sign(hash, Buffer.from(input), key).toString("base64url")}`;
};

let client: Awaited<ReturnType<typeof createGetnativeClient>>;
let token: string;
let header: Record<string, unknown>;
let claims: Record<string, unknown>;
beforeEach(async () => {
  client = await createGetnativeClient();
  token = await client.env.jwts.issue("7");
  header = decode(token.split(".")[0]);
  claims = claimsOf(token);
});

const verify = async (forged: string) => client.env.jwts.verify(forged);
const good = { iss: "api.get-native.com", sub: "7", aud: "get-native.com" };

describe("a token", () => {
  it("says who signed it, and with which of the published keys", async () => {
    const { kid } = await client.env.keyring.signing();
    expect(header).toEqual({ alg: "RS256", typ: "JWT", kid });
    expect(await verify(token)).toEqual(good);
  });

  it("is another one each time", async () => {
    expect(await client.env.jwts.issue("7")).not.toBe(token);
  });

  it.each([0.5, 1.2])("of %d s lives for whole seconds, of which the first has begun", async (accessTtl) => {
    const { env } = await createGetnativeClient({ accessTtl });
    expect(claimsOf(await env.jwts.issue("7"))["exp"]).toBe(1_000 + Math.ceil(accessTtl));
  });

  it("is good up to the second in which it expires", async () => {
    client.clock.at = 1_009_999;
    expect(await verify(token)).toEqual(good);
    client.clock.at = 1_010_000;
    expect(await verify(token)).toBeUndefined();
  });

  it("is taken also without a key's name, with more claims, and with other audiences beside the right one", async () => {
    const { kid: _, ...nameless } = header;
    expect(await verify(signed(nameless, { ...claims, more: 1 }))).toEqual(good);
    const aud = ["elsewhere", "get-native.com"];
    expect(await verify(signed(header, { ...claims, aud }))).toEqual({ ...good, aud });
  });

  it("keeps what it says when it is renewed", async () => {
    const aud = ["elsewhere", "get-native.com"];
    client.clock.at += 5_000;
    const renewed = claimsOf(await client.env.jwts.renew({ ...good, aud }));
    expect(renewed).toMatchObject({ ...good, aud, iat: 1_005, exp: 1_015 });
  });
});

describe("a forged token is refused that", () => {
  type Forge = () => string;
  const tampered = (change: object) => {
    const [head, , signature] = token.split(".");
    return `${head}.${encode({ ...claims, ...change })}.${signature}`;
  };
  const lacking = (name: string) => Object.fromEntries(Object.entries(claims).filter(([each]) => each !== name));
  const hmac = () => {
    const input = `${encode({ ...header, alg: "HS256" })}.${encode(claims)}`;
    return `${input}.${createHmac("sha256", ownPem).update(input).digest("base64url")}`;
  };
  const rows: readonly (readonly [string, Forge])[] = [
    ["names another account", () => tampered({ sub: "8" })],
    ["lives longer", () => tampered({ exp: 9_999_999_999 })],
    ["has another signature", () => token.replace(/\.[^.]{9}(?=[^.]*$)/, ".AAAAAAAAA")],
    ["has no signature", () => `${token.split(".").slice(0, 2).join(".")}.`],
    ...["none", "None", "NONE", "nOnE"].flatMap((alg): [string, Forge][] => [
      [`is not signed, as alg ${alg} says`, () => `${encode({ ...header, alg })}.${encode(claims)}.`],
      [`says alg ${alg} and is signed`, () => signed({ ...header, alg }, claims)],
    ]),
    ["is authenticated with the public key", hmac],
    ["says RS512", () => signed({ ...header, alg: "RS512" }, claims, own, "sha512")],
    ["says PS256", () => signed({ ...header, alg: "PS256" }, claims)],
    ["says rs256", () => signed({ ...header, alg: "rs256" }, claims)],
    ["another key has signed", () => signed(header, claims, foreign)],
    ["names another key", () => signed({ ...header, kid: "another" }, claims)],
    ["names a file as its key", () => signed({ ...header, kid: "../../dev/null" }, claims, foreign)],
    ["names __proto__ as its key", () => signed({ ...header, kid: "__proto__" }, claims)],
    ["has no text as its key's name", () => signed({ ...header, kid: {} }, claims)],
    ["holds its key", () => signed({ ...header, jwk: foreignJwk }, claims, foreign)],
    ["holds its key, and is rightly signed", () => signed({ ...header, jwk: foreignJwk }, claims)],
    ["says where its key is", () => signed({ ...header, jku: "http://127.0.0.1:1/" }, claims, foreign)],
    ["says where its certificate is", () => signed({ ...header, x5u: "http://127.0.0.1:1/" }, claims, foreign)],
    ["has an extension that is critical", () => signed({ ...header, crit: ["x"], x: 1 }, claims)],
    ["has a list of critical extensions that is empty", () => signed({ ...header, crit: [] }, claims)],
    ["says b64 false, critically", () => signed({ ...header, crit: ["b64"], b64: false }, claims)],
    ["says b64 false", () => signed({ ...header, b64: false }, claims)],
    ["is of another type", () => signed({ ...header, typ: "at+jwt" }, claims)],
    ["is of no type", () => signed({ alg: "RS256", kid: header["kid"] }, claims)],
    ["does not expire", () => signed(header, lacking("exp"))],
    ["expires at a text", () => signed(header, { ...claims, exp: "9999999999" })],
    ["is of another issuer", () => signed(header, { ...claims, iss: "api.example.org" })],
    ["is of no issuer", () => signed(header, lacking("iss"))],
    ["is for another audience", () => signed(header, { ...claims, aud: "example.org" })],
    ["is for others", () => signed(header, { ...claims, aud: ["example.org"] })],
    ["is for nobody", () => signed(header, lacking("aud"))],
    ["is of nobody", () => signed(header, lacking("sub"))],
    ["is of a number", () => signed(header, { ...claims, sub: 7 })],
    ["is not good yet", () => signed(header, { ...claims, nbf: 1_001 })],
    ["has a list for its claims", () => signed(header, [claims])],
    ["has two parts", () => token.split(".").slice(0, 2).join(".")],
    ["has four parts", () => `${token}.e30`],
    ["has five parts", () => `${token}.e30.e30`],
    ["has thousands of dots", () => ".".repeat(8_000)],
    ["has a header that is no JSON", () => `e30x${token.slice(4)}`],
  ];

  it.each(rows)("%s", async (_, forge) => {
    expect(await verify(forge())).toBeUndefined();
    expect(await verify(token)).toEqual(good);
  });

  it("expires at infinity", async () => {
    const input = `${encode(header)}.${Buffer.from('{"iss":"api.get-native.com","sub":"7","aud":"get-native.com","exp":1e400}').toString("base64url")}`;
    expect(await verify(`${input}.${sign("sha256", Buffer.from(input), own).toString("base64url")}`)).toBeUndefined();
  });
});

describe("another key", () => {
  it("signs from now on, while tokens of the one before live until they expire", async () => {
    client.clock.at += 5_000;
    const before = await client.env.jwts.issue("7");
    const kid = await rotateSigning(client.env, foreignPem);
    const after = await client.env.jwts.issue("7");
    expect(decode(after.split(".")[0])["kid"]).toBe(kid);
    expect((await client.env.keyring.verifying()).map((key) => key.kid)).toEqual([kid, header["kid"]]);
    client.clock.at += 9_999;
    expect([await verify(before), await verify(after)]).toEqual([good, good]);
    client.clock.at += 1;
    expect((await client.env.keyring.verifying()).map((key) => key.kid)).toEqual([kid]);
    expect(await verify(signed(header, { ...claims, exp: 2_000 }))).toBeUndefined();
  });

  it("can be made, and the first be taken again", async () => {
    const made = await rotateSigning(client.env, undefined);
    expect(made).not.toBe(header["kid"]);
    expect(await rotateSigning(client.env, signingKey)).toBe(header["kid"]);
    expect(decode((await client.env.jwts.issue("7")).split(".")[0])["kid"]).toBe(header["kid"]);
  });
});
