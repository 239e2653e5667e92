import { describe, expectThat } from "../../kit/expect.ts";
import { fields, statusOf } from "../../kit/http.ts";
import { checkFor } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import type { FlowSession } from "./client.ts";
import { needTold, toldLifetime } from "./lifetimes.ts";
import { areRefused, succeed } from "./outcomes.ts";
import { sample } from "./sample.ts";

const check = checkFor<FlowSession>();

/** Finds fault with an answer that has a token in it and that a cache may keep (RFC 9111 §5.2.2.5). */
function isUncacheable(exchange: Exchange): readonly Finding[] {
  const directives = fields(exchange, "cache-control").join(",").toLowerCase().split(",");
  const fine = directives.some((directive) => directive.trim() === "no-store");
  return expectThat(fine, exchange.step, "Cache-Control: no-store", directives.join(",") || "no Cache-Control");
}

const carriesToken = ({ taken }: Exchange) => taken["accessToken"] !== undefined || taken["refreshToken"] !== undefined;

/** Finds fault with a refusal that gives tokens all the same. */
const hasNoToken = (exchange: Exchange) =>
  expectThat(!carriesToken(exchange), exchange.step, "no token", "a refusal with tokens in it");

/** Checks of logins. */
export const logins = {
  "session.right-password-begins-a-session": {
    "fresh-login": check({
      act: async ({ flow, account }): Promise<{ login: Exchange; use?: Exchange }> => {
        const login = await flow.login({ ...account });
        if (login.outcome !== "success") return { login };
        const pair = flow.of(account, login);
        const use = await flow.whoAmI(pair.access);
        flow.leave(pair);
        return { login, use };
      },
      judge: ({ login, use }) => succeed(login, use),
    }),
    "a-chain-of-logins": check({
      act: async (session): Promise<Evidence> => {
        const issued = Object.entries(await sample(session));
        return Object.fromEntries(issued.filter(([, { operation }]) => operation === "login"));
      },
      judge: (all) => succeed(...Object.values(all)),
    }),
    "refresh-token-of-a-fresh-login": check({
      needs: ["refresh-operation"],
      act: async ({ flow, account }) => {
        const pair = await flow.spare(account);
        const refresh = await flow.refresh(pair.refresh);
        if (refresh.outcome === "success") flow.leave(flow.after(pair, refresh));
        return { login: pair.from, refresh };
      },
      judge: ({ refresh }) => succeed(refresh),
    }),
    "every-account": check({
      act: async ({ flow, accounts }): Promise<Evidence> => {
        const pairs = await Promise.all(accounts.map((account) => flow.spare(account)));
        const uses = await Promise.all(pairs.map(({ access }) => flow.whoAmI(access)));
        for (const pair of pairs) flow.leave(pair);
        return Object.fromEntries(uses.map((use, index) => [`use ${index + 1}`, use]));
      },
      judge: (uses) => succeed(...Object.values(uses)),
    }),
  },
  "session.wrong-password-is-an-error": {
    "wrong-password": check({
      act: async ({ flow, account }) => ({
        control: await flow.sharedLogin(account),
        attempt: await flow.login({ ...account, password: `not ${account.password}` }),
      }),
      control: ({ control }) => succeed(control),
      judge: ({ attempt }) => [...areRefused(attempt), ...hasNoToken(attempt)],
    }),
    "wrong-password-twice": check({
      act: async ({ flow, account }) => {
        const control = await flow.sharedLogin(account);
        const wrong = { ...account, password: `${account.password}?` };
        return { control, first: await flow.login(wrong), second: await flow.login(wrong) };
      },
      control: ({ control }) => succeed(control),
      judge: ({ first, second }) => areRefused(first, second),
    }),
  },
  "session.unknown-user-is-an-error": {
    "unknown-user": check({
      act: async ({ flow, account, newName }) => ({
        control: await flow.sharedLogin(account),
        attempt: await flow.login({ username: newName(), password: account.password }),
      }),
      control: ({ control }) => succeed(control),
      judge: ({ attempt }) => areRefused(attempt),
    }),
  },
  "session.login-leaves-other-sessions-alone": {
    "after-another-login": check({
      act: async ({ flow, account }) => {
        const first = await flow.spare(account);
        const control = await flow.whoAmI(first.access);
        const second = await flow.begin(account);
        const use = await flow.whoAmI(first.access);
        flow.leave(second);
        flow.leave(first);
        return { control, login: second.from, use };
      },
      control: ({ control, login }) => succeed(control, login),
      judge: ({ use }) => succeed(use),
    }),
    "refresh-after-another-login": check({
      needs: ["refresh-operation"],
      act: async ({ flow, account }) => {
        const first = await flow.spare(account);
        const second = await flow.begin(account);
        const refresh = await flow.refresh(first.refresh);
        if (refresh.outcome === "success") flow.leave(flow.after(first, refresh));
        flow.leave(second);
        return { login: second.from, refresh };
      },
      control: ({ login }) => succeed(login),
      judge: ({ refresh }) => succeed(refresh),
    }),
    "after-another-users-login": check({
      needs: ["second-account"],
      act: async ({ flow, account, other }) => {
        const mine = await flow.spare(account);
        const theirs = await flow.begin(other);
        const use = await flow.whoAmI(mine.access);
        for (const pair of [mine, theirs]) flow.leave(pair);
        return { login: theirs.from, use };
      },
      control: ({ login }) => succeed(login),
      judge: ({ use }) => succeed(use),
    }),
  },
  "session.failed-login-ends-nothing": {
    "wrong-password": check({
      act: async ({ flow, account }) => {
        const pair = await flow.spare(account);
        const control = await flow.whoAmI(pair.access);
        await flow.login({ ...account, password: `${account.password} but wrong` });
        const use = await flow.whoAmI(pair.access);
        flow.leave(pair);
        return { control, use };
      },
      control: ({ control }) => succeed(control),
      judge: ({ use }) => succeed(use),
    }),
    "refresh-after-a-wrong-password": check({
      needs: ["refresh-operation"],
      act: async ({ flow, account }) => {
        const pair = await flow.spare(account);
        await flow.login({ ...account, password: `${account.password} but wrong` });
        const refresh = await flow.refresh(pair.refresh);
        if (refresh.outcome === "success") flow.leave(flow.after(pair, refresh));
        return { refresh };
      },
      judge: ({ refresh }) => succeed(refresh),
    }),
  },
  "session.token-responses-are-uncacheable": {
    "the-whole-run": check({
      whole: true,
      act: async (): Promise<Evidence> => ({}),
      judge: (evidence) => Object.values(evidence).filter(carriesToken).flatMap(isUncacheable),
    }),
  },
  "session.token-errors-are-uncacheable": {
    "wrong-password": check({
      act: async ({ flow, account }) => ({
        control: await flow.sharedLogin(account),
        attempt: await flow.login({ ...account, password: `not ${account.password}` }),
      }),
      control: ({ control }) => succeed(control),
      judge: ({ attempt }) => isUncacheable(attempt),
    }),
    "garbage-token": check({
      needs: ["refresh-operation"],
      act: async ({ flow, account }) => ({
        control: await flow.sharedLogin(account),
        attempt: await flow.refresh("garbage"),
      }),
      control: ({ control }) => succeed(control),
      judge: ({ attempt }) => isUncacheable(attempt),
    }),
  },
  "session.access-token-lives-shorter": {
    "fresh-login": check({
      needs: ["refresh-operation"],
      act: async ({ flow, account }) => bothTold({ answer: await flow.sharedLogin(account) }),
      control: ({ answer }) => succeed(answer),
      judge: ({ answer }) => livesShorter(answer),
    }),
    "fresh-refresh": check({
      needs: ["refresh-operation"],
      act: async ({ flow, account }) => {
        const next = await flow.next(await flow.spare(account));
        flow.leave(next);
        return bothTold({ answer: next.from });
      },
      control: ({ answer }) => succeed(answer),
      // Of a lifetime that ends with the session's, what is left is told in whole seconds: equal ones may differ.
      judge: ({ answer }, { policy }) => livesShorter(answer, policy.refreshLifetime === "sliding" ? 0 : 1000),
    }),
  },
  "session.refused-credentials-carry-a-challenge": {
    "wrong-password": check({
      needs: ["bearer-tokens"],
      act: async ({ flow, account }) => ({
        control: await flow.sharedLogin(account),
        attempt: await flow.login({ ...account, password: `not ${account.password}` }),
      }),
      control: ({ control }) => succeed(control),
      judge: ({ attempt }) => {
        const fine = statusOf(attempt) !== 401 || fields(attempt, "www-authenticate").length > 0;
        return expectThat(fine, attempt.step, "WWW-Authenticate", `${describe(attempt)}, without it`);
      },
    }),
  },
} as const satisfies Partial<Catalogue<"session", FlowSession>>;

/** The evidence, if its answer tells how long both tokens live. */
function bothTold(evidence: { answer: Exchange }): { answer: Exchange } {
  needTold("access", evidence.answer);
  needTold("refresh", evidence.answer);
  return evidence;
}

/** Finds fault with an answer whose access token does not live shorter than its refresh token, as far as is told. */
function livesShorter(answer: Exchange, roundedByMs = 0): readonly Finding[] {
  const [access = 0, refresh = 0] = [toldLifetime("access", answer), toldLifetime("refresh", answer)];
  const shown = (milliseconds: number) => `${Math.round(milliseconds / 1000)} s`;
  return expectThat(
    access < refresh + roundedByMs,
    answer.step,
    `less than the ${shown(refresh)} of the refresh token`,
    shown(access),
  );
}
