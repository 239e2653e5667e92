import type { Seams } from "@authmark/reference-server/app";
import { describe, expect, it } from "vitest";
import { suites } from "../catalogue/suites.ts";
import { systemClock } from "../engine/ports.ts";
import { DEFAULT_POLICY } from "../model/policy.ts";
import type { ProtocolId } from "../model/requirement.ts";
import type { CheckResult } from "../model/run.ts";
import { ACCOUNTS } from "./accounts.ts";
import { testMutant } from "./kills.ts";
import { variants } from "./variants.ts";

it.each(variants.session)("what the reference server$name does is seen to be as it declares", async (variant) => {
  const only = ["session.valid-login-yields-tokens"];
  const { observedPolicy } = await testMutant("session", {}, { variant, only });
  expect(observedPolicy).toEqual({ ...DEFAULT_POLICY, ...variant.target.policy });
});

describe.each(Object.keys(suites) as ProtocolId[])("the reference server of %s", (protocol) => {
  it("passes every check, with nothing blocked, and nothing not tested but TLS", async () => {
    const { results } = await testMutant(protocol, {});
    const isOverTls = ({ verdict }: CheckResult) => verdict.kind === "not-tested" && verdict.need === "tls";
    const tested = results.filter((result) => !isOverTls(result));
    expect(tested.length).toBeGreaterThan(40);
    expect(tested.filter(({ verdict }) => verdict.kind !== "pass")).toEqual([]);
  });

  it("logs one account in at most 40 times, asks at most 1,500 requests", async () => {
    let requests = 0;
    const counting: Seams = {
      request: (request) => {
        requests++;
        return request;
      },
    };
    const accounts = ACCOUNTS.slice(0, 1);
    const { results } = await testMutant(protocol, counting, { clock: systemClock, concurrency: 8, accounts });
    const sent = new Map(results.flatMap(({ exchanges }) => exchanges).map((each) => [each.request, each]));
    const logins = [...sent.values()].filter(
      ({ operation, outcome, sent: { username } }) =>
        /authenticate|login/.test(operation ?? "") && outcome === "success" && username === accounts[0]?.username,
    );
    const most = logins.length;
    expect(most).toBeGreaterThan(10);
    expect(most).toBeLessThanOrEqual(40);
    expect(requests).toBeLessThanOrEqual(1500);
  });
});
