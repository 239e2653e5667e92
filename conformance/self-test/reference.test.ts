import type { Seams } from "@authmark/reference-server/app";
import { describe, expect, it } from "vitest";
import { suites } from "../catalogue/suites.ts";
import { systemClock } from "../engine/ports.ts";
import { DEFAULT_POLICY } from "../model/policy.ts";
import type { ProtocolId } from "../model/requirement.ts";
import type { CheckResult } from "../model/run.ts";
import { testMutant } from "./kills.ts";
import { variants } from "./variants.ts";

it.each(variants.session)("what the reference server$name does is seen to be as it declares", async (variant) => {
  const only = ["session.right-password-begins-a-session"];
  const { observedPolicy } = await testMutant("session", {}, { variant, only });
  expect(observedPolicy).toEqual({ ...DEFAULT_POLICY, ...variant.target.policy });
});

const protocols = Object.keys(suites) as ProtocolId[];
const isOverTls = ({ verdict }: CheckResult) => verdict.kind === "not-tested" && verdict.need === "tls";

describe.each(protocols)("the reference server of %s", (protocol) => {
  it("passes every check in one of its ways, with nothing blocked, and nothing not tested but TLS", async () => {
    const served = await Promise.all(variants[protocol].map((variant) => testMutant(protocol, {}, { variant })));
    const tested = served.flatMap(({ results }) => results).filter((result) => !isOverTls(result));
    const passed = new Set(tested.filter(({ verdict }) => verdict.kind === "pass").map(({ id }) => id));
    expect(passed.size).toBeGreaterThan(40);
    // What a way does not have, another one does.
    const isElsewhere = ({ id, verdict }: CheckResult) => verdict.kind === "not-applicable" && passed.has(id);
    expect(tested.filter((result) => result.verdict.kind !== "pass" && !isElsewhere(result))).toEqual([]);
  });

  it.each(variants[protocol])(
    "$role: logs one account in at most 40 times, asks at most 1,500 requests",
    async (variant) => {
      let requests = 0;
      const counting: Seams = {
        request: (request) => {
          requests++;
          return request;
        },
      };
      // Of sessions, many checks end one; where there is a registration, they make accounts of their own for those.
      const accounts = protocol === "session" ? variant.accounts : variant.accounts.slice(0, 1);
      const { results } = await testMutant(protocol, counting, {
        clock: systemClock,
        concurrency: 8,
        accounts,
        variant,
      });
      const sent = new Map(results.flatMap(({ exchanges }) => exchanges).map((each) => [each.request, each]));
      const logins = [...sent.values()].filter(
        ({ operation, outcome }) => /authenticate|login/.test(operation ?? "") && outcome === "success",
      );
      const perAccount = Map.groupBy(logins, ({ sent: { username } }) => username).values();
      const most = Math.max(...perAccount.map(({ length }) => length));
      expect(most).toBeGreaterThan(10);
      expect(most).toBeLessThanOrEqual(40);
      expect(requests).toBeLessThanOrEqual(1500);
    },
  );
});
