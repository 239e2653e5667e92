import { describe, expect, it } from "vitest";
import { createRandom } from "../../engine/ports.ts";
import type { Otherwise } from "../../testing/exchanges.ts";
import { faults, judged } from "../../testing/judging.ts";
import { tokens } from "./tokens.ts";

const ROLES = ["refresh", "access"];
const checks = tokens({ sample: () => Promise.reject(new Error("A judge asks nothing.")), tokenRoles: ROLES });
const size = checks["token-encodes-16-bytes"]["a-sample-of-tokens"];
const structure = checks["tokens-share-no-structure"]["a-sample-of-tokens"];
const relation = checks["tokens-are-unrelated"]["a-sample-of-tokens"];
const repetition = checks["tokens-never-repeat"]["same-second"];
const ALL = { size, structure, relation, repetition };

type Make = (index: number, role: string, random: Buffer) => Buffer;
type Encoding = "hex" | "base64" | "base64url";

/** Six logins and eight trades of one user, whose tokens are made so; `random` are 16 bytes of their own. */
function sample(
  make: Make,
  { seed = 1, encoding = "base64" as Encoding, username = "alice", write = (token: string) => token } = {},
): Readonly<Record<string, Otherwise>> {
  const random = createRandom(seed, "sample");
  const issue = (role: string, count: number) =>
    Array.from({ length: count }, (_, index): [string, Otherwise] => {
      const token = write(make(index, role, Buffer.from(random.bytes(16))).toString(encoding));
      return [`${role} ${index + 1}`, { sent: role === "refresh" ? { username } : {}, taken: { [role]: token } }];
    });
  return Object.fromEntries([...issue("refresh", 6), ...issue("access", 8)]);
}
const fine: Make = (_index, _role, random) => random;
const accused = (steps: ReturnType<typeof sample>) =>
  Object.entries(ALL).flatMap(([name, check]) => (faults(check, steps).length > 0 ? [name] : []));

describe("the checks of tokens", () => {
  it.each(["hex", "base64", "base64url"] as const)("find no fault with random tokens of 16 bytes in %s", (encoding) => {
    const wrong = Array.from({ length: 700 }, (_, seed) => accused(sample(fine, { seed, encoding }))).flat();
    expect(wrong).toEqual([]);
  });

  it("find no fault with random UUIDs, and with long tokens", () => {
    const uuid = (hex: string) => hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
    for (let seed = 0; seed < 50; seed++) {
      expect(accused(sample(fine, { seed, encoding: "hex", write: uuid }))).toEqual([]);
    }
    const long: Make = (_index, _role, random) => Buffer.from(createRandom(1, random.toString("hex")).bytes(256));
    expect(accused(sample(long))).toEqual([]);
  });

  it.each<[string, Make, readonly string[]]>([
    ["are too short", (_index, _role, random) => random.subarray(0, 15), ["size"]],
    [
      "repeat their first half",
      (_index, _role, random) => Buffer.concat([random, random].map((all) => all.subarray(8))),
      ["size"],
    ],
    ["are one byte again and again", (index) => Buffer.alloc(16, 11 * index + 7), ["size"]],
    [
      "count",
      (index, role, random) => Buffer.concat([random.subarray(1), Buffer.of(index + role.length)]),
      ["structure"],
    ],
    [
      "count in eight bytes",
      (index, _role, random) => Buffer.concat([random, bigEndian(41 + index)]),
      ["structure", "relation"],
    ],
    [
      "begin with the time",
      (index, _role, random) => Buffer.concat([bigEndian(1.7e12 + 40 * index), random]),
      ["structure", "relation"],
    ],
    [
      "begin with the user's name",
      (_index, _role, random) => Buffer.concat([Buffer.from("ALICE:"), random]),
      ["structure", "relation"],
    ],
    [
      "end with a key that is the same",
      (_index, _role, random) => Buffer.concat([random, Buffer.from("key")]),
      ["structure"],
    ],
    [
      "contain eight bytes of another",
      (index, role, random) =>
        index + role.length === 6
          ? Buffer.concat([PART, random])
          : index === 3
            ? Buffer.concat([random, PART])
            : random,
      ["relation"],
    ],
    [
      "contain another one backwards",
      (index, _role, random) => (index < 2 ? turned(index, random) : random),
      ["relation"],
    ],
    [
      "come twice",
      (index, role, random) => (role === "access" && index > 5 ? Buffer.alloc(16, "sixteen random b") : random),
      ["repetition"],
    ],
  ])("find fault with tokens that %s", (_, make, found) => {
    expect(accused(sample(make))).toEqual(found);
  });

  it.each(Object.entries(ALL))("say nothing on fewer than six tokens of a role (%s)", (_, check) => {
    expect(judged(check, sample(fine)).control).toEqual([]);
    const few = Object.fromEntries(Object.entries(sample(fine)).filter(([step]) => step !== "refresh 3"));
    expect(judged(check, few).control).toMatchObject([{ expected: "6 of refresh or more", actual: "5" }]);
  });

  it("judge the one kind of token that a target has", () => {
    const onlyAccess = (make: Make) =>
      Object.fromEntries(Object.entries(sample(make)).filter(([step]) => step.startsWith("access")));
    for (const check of Object.values(ALL)) expect(judged(check, onlyAccess(fine))).toEqual({ control: [], judge: [] });
    expect(accused(onlyAccess((_index, _role, random) => random.subarray(0, 15)))).toEqual(["size"]);
    expect(judged(size, {}).control).toHaveLength(ROLES.length);
  });

  it("say which token comes again, and which came first", () => {
    const steps = sample((index, _role, random) => (index % 4 === 1 ? Buffer.alloc(16, "sixteen random b") : random));
    expect(judged(repetition, steps).judge.map(({ at, actual }) => [at, actual])).toEqual([
      ["refresh 6", "the token of refresh 2"],
      ["access 6", "the token of access 2"],
    ]);
  });

  it("find no fault with a short name that turns up in random tokens by chance", () => {
    const wrong = Array.from({ length: 2000 }, (_, seed) => sample(fine, { seed, encoding: "hex", username: "cafe" }));
    expect(wrong.filter((steps) => faults(relation, steps).length > 0)).toEqual([]);
  });

  it("find fault with a name in every token of one role, and not with one in all of them but one", () => {
    const named = (from: number) =>
      sample((index, role, random) => (role === "access" && index >= from ? Buffer.concat([random, NAME]) : random));
    expect([0, 1].map((from) => faults(relation, named(from)).length)).toEqual([1, 0]);
  });

  it("do not look for a name that is too short to mean anything", () => {
    const named: Make = (_index, _role, random) => Buffer.concat([random, Buffer.from("bob")]);
    expect(faults(relation, sample(named, { username: "bob" }))).toEqual([]);
  });
});

const NAME = Buffer.from("aLiCe");
const PART = Buffer.from(createRandom(7, "part").bytes(8));
const WHOLE = Buffer.from(createRandom(7, "whole").bytes(16));

function turned(index: number, random: Buffer): Buffer {
  return index === 0 ? Buffer.concat([WHOLE, random]) : Buffer.concat([random, Buffer.from(WHOLE.toReversed())]);
}

function bigEndian(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  return bytes;
}
