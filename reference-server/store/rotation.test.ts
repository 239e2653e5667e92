import { expect, it } from "vitest";
import { objectionToRotation } from "./rotation.ts";

const fresh = { expiresAt: 2_000, spentAt: null, ended: false };
const spent = { ...fresh, spentAt: 500.25 };

it.each([
  ["a good one", fresh, { arrivedAt: 0, now: 1_999 }, undefined],
  ["one from the moment on that it expires", fresh, { arrivedAt: 0, now: 2_000 }, "expired"],
  ["one that comes again before its answer is out", spent, { arrivedAt: 500.2, now: 1_000 }, "raced"],
  ["one that comes again when its answer is out", spent, { arrivedAt: 500.25, now: 1_000 }, "reused"],
  ["one that comes again after its expiry", spent, { arrivedAt: 501, now: 3_000 }, "reused"],
  ["one of a session that has ended", { ...fresh, ended: true }, { arrivedAt: 0, now: 0 }, "ended"],
  ["one that comes again after its session has ended", { ...spent, ended: true }, { arrivedAt: 501, now: 0 }, "ended"],
] as const)("of refresh tokens, %s is judged by what is kept of it", (_, record, request, objection) => {
  expect(objectionToRotation(record, request)).toBe(objection);
});
