import type { Examined } from "../report/doctor/examine.ts";
import { examine } from "../report/doctor/examine.ts";
import { exchange } from "./exchanges.ts";
import { target } from "./targets.ts";

const alice = { username: "alice", password: "hunter22" };

/** A protocol with two operations. */
const operations: Examined["operations"] = {
  login: {
    method: "POST",
    path: "/login",
    outcomes: { success: { status: "200", at: "/token" }, failure: { status: "401" } },
    take: { token: { at: "/token" }, expiresAt: { at: "/expires" } },
  },
  whoAmI: {
    method: "GET",
    path: "/me",
    headers: { authorization: "Bearer {token}" },
    outcomes: { success: { status: "200" } },
    take: {},
  },
};

/** A login that went well, at a server whose clock is right. */
export const login = exchange({
  operation: "login",
  taken: { token: "t", expiresAt: 1 },
  response: { headers: [["Date", new Date(0).toUTCString()]] },
});

/** What is known of a target with everything in order, but for what is given. */
export function surveyed({
  target: otherwise,
  ...given
}: Partial<Omit<Examined, "target">> & { target?: object } = {}): Examined {
  return {
    target: target({ accounts: [alice], ...otherwise }),
    maxWaitMs: 60_000,
    accounts: [{ account: alice, exchanges: [login] }],
    usable: [alice],
    observed: { clockAheadMs: 0, accessMs: 2000, refreshMs: 4000 },
    notes: [],
    probes: [
      exchange({ operation: "whoAmI", outcome: "refused", request: { method: "GET" }, response: { status: 401 } }),
    ],
    makesAccounts: false,
    planned: [],
    waits: [],
    operations,
    show: (said) => said,
    ...given,
  };
}

/** What is said of a topic, each with its sign in front. */
export function saidOf(topic: string, survey: Examined): string[] {
  return examine(survey)
    .filter((line) => line.topic === topic)
    .map(({ sign, text }) => `${sign}: ${text}`);
}
