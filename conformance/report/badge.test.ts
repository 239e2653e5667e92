import { expect, it } from "vitest";
import { z } from "zod";
import { deviating, fail, NOT_TESTED, PASS, reportOn, result, runOf } from "../testing/results.ts";
import { renderBadge } from "./badge.ts";

/** What shields.io says that it reads: https://shields.io/badges/endpoint-badge; it has no schema of its own. */
const Endpoint = z.strictObject({
  schemaVersion: z.literal(1),
  label: z.string(),
  message: z.string().min(1),
  color: z.enum(["brightgreen", "yellow", "red", "lightgrey"]),
  isError: z.boolean().optional(),
});

it.each([
  ["a conformant server", [result("MUST", PASS)], /^conformant, 1 of \d+ MUSTs$/, "brightgreen"],
  ["a declared deviation", [deviating(fail()), result("MUST", PASS, [], 1)], /^conformant except 1, 1 of/, "yellow"],
  ["a violation", [result("MUST", fail())], /^1 violation, 0 of/, "red"],
  ["a run without a verdict", [result("MUST", NOT_TESTED)], /^nothing verified$/, "lightgrey"],
])("the badge of %s", (_, results, message, color) => {
  const badge = Endpoint.parse(JSON.parse(renderBadge(reportOn([runOf(results)]))));
  expect(badge.message).toMatch(message);
  expect(badge.color).toBe(color);
});

it("the badge of a run that was interrupted promises nothing", () => {
  const report = { ...reportOn([runOf([result("MUST", PASS)])]), interrupted: true };
  expect(JSON.parse(renderBadge(report))).toMatchObject({ message: "interrupted", color: "lightgrey" });
});
