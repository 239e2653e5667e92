import { describe, expect, it } from "vitest";
import type { CheckReport } from "../../model/report.ts";
import { exchange, type Otherwise } from "../../testing/exchanges.ts";
import { fail, reportOn, result, runOf } from "../../testing/results.ts";
import { familyOf, type Token, type Use } from "./family.ts";
import { createLineage } from "./lineage.ts";

/** A step that sends some labels and gets others. */
function step(name: string, at: number, sent: string, got = "", otherwise: Otherwise = {}) {
  return exchange({ step: name, startedAt: at, request: { body: sent }, response: { body: got }, ...otherwise });
}

const checkOf = (...exchanges: ReturnType<typeof step>[]): CheckReport => {
  const [check] = reportOn([runOf([result("MUST", fail(), exchanges)])]).runs[0]?.checks ?? [];
  if (!check) throw new Error("There is no check.");
  return check;
};

const LOGIN = step("login", 1, '"password#1"', '"accessToken#1","refreshToken#1"', { operation: "login" });

/** The tree as lines. */
const lines = (uses: readonly Use[], depth = ""): string[] =>
  uses.flatMap(({ order, name, change, outcome, found, elsewhere, times, tokens }) => [
    `${depth}${order} ${name}${change ? ` (${change})` : ""} ${outcome}${times > 1 ? ` x${times}` : ""}${found ? " !" : ""}${elsewhere ? " elsewhere" : ""}`,
    ...tokens.flatMap(({ label, uses: own }: Token) => [`${depth}- ${label}`, ...lines(own, `${depth}  `)]),
  ]);
/** Somewhere in a run, tokens of both kinds are sent. */
const ELSEWHERE = step("use", 9, '"accessToken#99","refreshToken#99"');
const treeOf = (check: CheckReport, others: readonly CheckReport[] = []) =>
  lines(familyOf(check, createLineage([...others, check, checkOf(ELSEWHERE)])));

describe("the family of a check's tokens", () => {
  it("begins at the login, goes on with every refresh, and says where the finding is", () => {
    const refresh = step("refresh", 2, '"refreshToken#1"', '"accessToken#2","refreshToken#2"', {
      operation: "refresh",
    });
    const again = step("attempt", 3, '"refreshToken#1"', '"refreshToken#3"', { operation: "refresh" });
    expect(treeOf(checkOf(LOGIN, refresh, again))).toEqual([
      "1 login success",
      "- accessToken#1",
      "- refreshToken#1",
      "  2 refresh success",
      "  - accessToken#2",
      "  - refreshToken#2",
      "  3 attempt: refresh success !",
      "  - refreshToken#3",
    ]);
  });

  it("says what was done to a token before it was sent, and makes one of many alike", () => {
    const uses = [2, 3, 4].map((at) => step(`use ${at}`, at, '"accessToken#1"', "", { outcome: "refused" }));
    const changed = step("changed", 5, '"accessToken#1, one character changed"');
    expect(treeOf(checkOf(LOGIN, ...uses, changed))).toEqual([
      "1 login success",
      "- accessToken#1",
      "  2 use 2 refused x3",
      "  5 changed (one character changed) success",
      "- refreshToken#1",
    ]);
  });

  it("goes back to a login that another check made", () => {
    const attempt = step("attempt", 2, '"accessToken#1"');
    expect(treeOf(checkOf(attempt), [checkOf(LOGIN)])).toEqual([
      "1 login success elsewhere",
      "- accessToken#1",
      "  2 attempt success !",
    ]);
  });

  it("takes for a token only what somebody sends", () => {
    const page = step("attempt", 2, '"accessToken#1"', "see issue#7");
    expect(treeOf(checkOf(LOGIN, page)).join()).not.toContain("issue");
    expect(treeOf(checkOf(step("attempt", 1, '"password#1"')))).toEqual([]);
  });
});
