import { createHmac } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { createHmacJwts, type HmacJwts } from "./jwts.ts";

const secret = Buffer.alloc(32, "a");
const claims = { sub: "1", username: "alice", role: "player", sid: 7 };
const clock = { at: 0, now: () => clock.at };
const random = { bytes: (size: number) => Buffer.alloc(size, String(clock.at++ % 10)) };
let jwts: HmacJwts;
beforeEach(() => {
  clock.at = 1_000_000;
  jwts = createHmacJwts(
    () => ({ clock, random }),
    async () => secret,
    { accessTtl: 10 },
  );
});

const encode = (part: unknown) => Buffer.from(JSON.stringify(part)).toString("base64url");
const forge = (header: object, payload: object, key: Buffer | undefined = secret) => {
  const signed = `${encode(header)}.${encode(payload)}`;
  return `${signed}.${createHmac("sha256", key).update(signed).digest("base64url")}`;
};
const good = { alg: "HS256", typ: "JWT" };
const payload = { ...claims, exp: 1_005 };

describe("a signed token", () => {
  it("says whose it is, until it expires and, as an expired one, afterwards", async () => {
    const token = await jwts.issue(claims);
    clock.at = 1_009_999;
    expect(await jwts.read(token)).toEqual({ claims, isExpired: false });
    clock.at = 1_010_000;
    expect(await jwts.read(token)).toEqual({ claims, isExpired: true });
  });

  it("expires no later than it is told to", async () => {
    const token = await jwts.issue(claims, 1_003_500);
    clock.at = 1_004_000;
    expect(await jwts.read(token)).toMatchObject({ isExpired: true });
  });

  it("is another one each time", async () => {
    expect(await jwts.issue(claims)).not.toBe(await jwts.issue(claims));
  });

  it("is taken as it is forged for the other tests", async () => {
    expect(await jwts.read(forge(good, payload))).toEqual({ claims, isExpired: false });
  });

  it.each([
    ["another secret", forge(good, payload, Buffer.alloc(32, "b"))],
    ["no signature", `${encode({ alg: "none", typ: "JWT" })}.${encode(payload)}.`],
    ["alg none, signed", forge({ ...good, alg: "none" }, payload)],
    ["another algorithm's name", forge({ ...good, alg: "HS512" }, payload)],
    ["another type", forge({ ...good, typ: "JWS" }, payload)],
    ["a key of its own", forge({ ...good, jwk: { kty: "oct", k: "YQ" } }, payload)],
    ["a key's name", forge({ ...good, kid: "../a" }, payload)],
    ["an empty crit", forge({ ...good, crit: [] }, payload)],
    ["an unknown crit", forge({ ...good, crit: ["x"], x: 1 }, payload)],
    ["b64", forge({ ...good, crit: ["b64"], b64: false }, payload)],
    ["no exp", forge(good, claims)],
    ["exp as text", forge(good, { ...claims, exp: "1005" })],
    ["no sub", forge(good, { ...payload, sub: undefined })],
    ["a sub that is no number", forge(good, { ...payload, sub: "alice" })],
    ["a sid that is none", forge(good, { ...payload, sid: "7" })],
    ["two parts", forge(good, payload).split(".").slice(0, 2).join(".")],
    ["four parts", `${forge(good, payload)}.a`],
    ["JSON", JSON.stringify({ payload: "e30", signatures: [] })],
    ["nothing", ""],
  ])("is refused with %s", async (_, token) => {
    expect(await jwts.read(token)).toBeUndefined();
  });
});
