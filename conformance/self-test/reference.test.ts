import { describe, expect, it } from "vitest";
import { suites } from "../catalogue/suites.ts";
import { systemClock } from "../engine/ports.ts";
import { ASKED, type Exchange } from "../model/exchange.ts";
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
/** Connections are dropped by the time of the machine; `npm run conformance` waits for that. */
const isInRealTime = ({ id, verdict }: CheckResult) =>
  verdict.kind === "not-tested" && id.startsWith("angen.idle-client-is-dropped/");

/** A password is asked for by these, each with the outcome that says it was right. */
const LOGINS: Readonly<Record<string, string>> = { authenticate: "success", login: "success", getToken: "token" };
/** How much may be asked in a run: requests, or writes where a connection has several (decisions 0025 and 0029). */
const MOST: Readonly<Record<string, number>> = { angen: 2400, "auth-app": 4500 };
const USUALLY_MOST = 1500;

/** What went out: a request, or what was written at once, commands or a part of one. */
const sendingsOf = (exchanges: readonly Exchange[]): Set<unknown> =>
  new Set(
    exchanges.flatMap(({ request }): object[] => {
      if (request.kind === "http") return [request];
      return request.packets.length > 0 ? [request.packets] : [];
    }),
  );

describe.each(protocols)("the reference server of %s", (protocol) => {
  it("passes every check in one of its ways, with nothing blocked, and nothing not tested but TLS and what takes real time", async () => {
    const served = await Promise.all(variants[protocol].map((variant) => testMutant(protocol, {}, { variant })));
    const tested = served
      .flatMap(({ results }) => results)
      .filter((result) => !isOverTls(result) && !isInRealTime(result));
    const passed = new Set(tested.filter(({ verdict }) => verdict.kind === "pass").map(({ id }) => id));
    expect(passed.size).toBeGreaterThan(40);
    // What a way does not have, another one does.
    const isElsewhere = ({ id, verdict }: CheckResult) =>
      ["not-applicable", "not-tested"].includes(verdict.kind) && passed.has(id);
    expect(tested.filter((result) => result.verdict.kind !== "pass" && !isElsewhere(result))).toEqual([]);
  }, 180_000);

  it.each(variants[protocol])(
    "as $role $name: logs one account in at most 40 times, asks no more than is told",
    async (variant) => {
      // Of sessions, many checks end one; where there is a registration, they make accounts of their own for those.
      // Tokens of angen and Pattmayne that checks share end soon here, and are asked for again.
      const accounts = ["session", "angen", "pattmayne"].includes(protocol)
        ? variant.accounts
        : variant.accounts.slice(0, 1);
      const { results } = await testMutant(
        protocol,
        {},
        {
          clock: systemClock,
          concurrency: 8,
          accounts,
          variant,
        },
      );
      const exchanges = results.flatMap((each) => each.exchanges);
      const all = [...new Map(exchanges.map((each) => [each.request, each])).values()];
      // What a client app asks the suite is not asked of the target.
      const sent = all.filter(({ outcome }) => outcome !== ASKED);
      const logins = sent.filter(({ operation = "", outcome }) => LOGINS[operation] === outcome);
      const perAccount = Map.groupBy(logins, ({ sent: { username, email, userId } }) => username ?? email ?? userId);
      // Who logs in by cookies names nobody.
      perAccount.delete(undefined);
      const most = Math.max(0, ...perAccount.values().map(({ length }) => length));
      // A client app asks for no password.
      expect(most > 10).toBe(accounts.length > 0);
      expect(most).toBeLessThanOrEqual(40);
      const asked = sendingsOf(sent).size;
      expect(asked).toBeGreaterThan(500);
      expect(asked).toBeLessThanOrEqual(MOST[protocol] ?? MOST[variant.role] ?? USUALLY_MOST);
    },
  );
});
