import { describe, expectSame, expectThat } from "../../kit/expect.ts";
import { fields, statusOf } from "../../kit/http.ts";
import { checkFor } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import { emailOf, type GetnativeSession } from "./client.ts";
import { areRefused, succeed } from "./outcomes.ts";
import { jwtsIn, tokenOf } from "./tokens.ts";

const check = checkFor<GetnativeSession>();

/** Finds fault with an answer that has a token in it and that a cache may keep (RFC 9111 §5.2.2.5). */
function isUncacheable(exchange: Exchange): readonly Finding[] {
  const directives = fields(exchange, "cache-control").join(",").toLowerCase().split(",");
  const fine = directives.some((directive) => directive.trim() === "no-store");
  return expectThat(fine, exchange.step, "Cache-Control: no-store", directives.join(",") || "no Cache-Control");
}

/** Finds fault with an answer that has a token in it. */
export const hasNoToken = (exchange: Exchange): readonly Finding[] =>
  expectThat(
    jwtsIn(exchange).length === 0 && tokenOf(exchange) === undefined,
    exchange.step,
    "no token",
    `a token, with ${statusOf(exchange)}`,
  );

/** The email with the letters of its domain in capitals, which is the same one (RFC 5321 §2.4). */
export const inCapitalDomain = (email: string): string => email.replace(/@.*$/, (domain) => domain.toUpperCase());

/** Logins of every account, and what their tokens are good for. */
const every = check({
  act: async ({ gn, accounts }): Promise<Evidence> => {
    const evidence: Record<string, Exchange> = {};
    for (const [index, account] of accounts.entries()) {
      const { from, token } = await gn.signIn(account);
      evidence[`login ${index + 1}`] = from;
      evidence[`use ${index + 1}`] = await gn.account(token);
    }
    return evidence;
  },
  judge: (evidence) => succeed(...Object.values(evidence)),
});

/** A login with credentials that are wrong. */
function isWrong(wrong: (session: GetnativeSession) => { username: string; password: string }, times = 1) {
  return check({
    act: async (session): Promise<Evidence & { control: Exchange }> => {
      const { gn, account } = session;
      const control = await gn.sharedLogin(account);
      const credentials = wrong(session);
      const attempts: Record<string, Exchange> = {};
      for (let time = 1; time <= times; time++) attempts[`attempt ${time}`] = await gn.login(credentials);
      return { ...attempts, control };
    },
    control: ({ control }) => succeed(control),
    judge: ({ control: _, ...attempts }) =>
      Object.values(attempts).flatMap((attempt) => [...areRefused(attempt), ...hasNoToken(attempt)]),
  });
}

/** Checks of logins. */
export const logins = {
  "getnative.right-password-logs-in": {
    "fresh-login": check({
      act: async ({ gn, account }): Promise<{ login: Exchange; use?: Exchange }> => {
        const login = await gn.login({ ...account });
        const token = tokenOf(login);
        return { login, ...(token !== undefined && { use: await gn.account(token) }) };
      },
      judge: ({ login, use }) => [
        ...succeed(login),
        ...(use ? succeed(use) : expectThat(false, login.step, "a token", "no token")),
      ],
    }),
    "every-account": every,
    "after-another-login": check({
      act: async ({ gn, account }) => {
        const first = await gn.signIn(account);
        const second = await gn.signIn(account);
        return { login: second.from, use: await gn.account(second.token), earlier: await gn.account(first.token) };
      },
      judge: ({ login, use, earlier }) => succeed(login, use, earlier),
    }),
    "after-a-wrong-password": check({
      act: async ({ gn, account }) => {
        const control = await gn.sharedLogin(account);
        await gn.login({ ...account, password: `not ${account.password}` });
        const login = await gn.login({ ...account });
        return { control, login, use: await gn.account(tokenOf(login)) };
      },
      control: ({ control }) => succeed(control),
      judge: ({ login, use }) => succeed(login, use),
    }),
  },
  "getnative.wrong-credentials-are-refused": {
    "wrong-password": isWrong(({ account: { username, password } }) => ({ username, password: `not ${password}` })),
    "wrong-password-twice": isWrong(
      ({ account: { username, password } }) => ({ username, password: `${password}?` }),
      2,
    ),
    "unknown-user": isWrong(
      ({ account, newName }) => ({ username: emailOf(newName()), password: account.password }),
      2,
    ),
  },
  "getnative.email-tag-is-another-email": {
    "email-with-a-tag": isWrong(({ account: { username, password } }) => ({
      username: username.replace(/@[^@]*$/, (domain) => `+tag${domain}`),
      password,
    })),
    "email-without-its-tag": check({
      needs: ["registration"],
      act: async ({ gn }) => {
        const account = gn.newAccount();
        const tagged = { ...account, username: account.username.replace("@", "+tag@") };
        const control = await gn.register(tagged);
        return { control, attempt: await gn.login(account) };
      },
      // A target may take no emails with a tag.
      judge: ({ attempt }) => [...areRefused(attempt), ...hasNoToken(attempt)],
    }),
    "both-emails-registered": check({
      needs: ["registration"],
      act: async ({ gn }) => {
        const [account, other] = [gn.newAccount(), gn.newAccount()];
        const tagged = { ...other, username: account.username.replace("@", "+tag@") };
        const control = await gn.register(account);
        const creation = await gn.register(tagged);
        const crossed = await gn.login({ ...tagged, password: account.password });
        const owner = await gn.login(account);
        return { control, creation, crossed, owner, own: await gn.login(tagged) };
      },
      control: ({ control }) => succeed(control),
      judge: ({ creation, crossed, owner, own }) => [
        ...areRefused(crossed),
        ...succeed(owner),
        ...(creation.outcome === "success" ? succeed(own) : []),
        // A 409 says that the email is taken for the other one.
        ...expectThat(statusOf(creation) !== 409, creation.step, "another email", describe(creation)),
      ],
    }),
  },
  "getnative.email-domain-is-compared-without-case": {
    "domain-in-capitals": check({
      act: async ({ gn, account }) => {
        const { username, password } = account;
        const control = await gn.sharedLogin(account);
        const attempt = await gn.login({ username: inCapitalDomain(username), password }, {});
        return { control, attempt };
      },
      control: ({ control }) => succeed(control),
      judge: ({ control, attempt }) => [
        ...succeed(attempt),
        ...(attempt.outcome === "success" ? expectSame(attempt, "userId", control.taken["userId"]) : []),
      ],
    }),
  },
  "getnative.refused-credentials-carry-a-challenge": {
    "wrong-password": check({
      act: async ({ gn, account }) => ({
        control: await gn.sharedLogin(account),
        attempt: await gn.login({ ...account, password: `not ${account.password}` }),
      }),
      control: ({ control }) => succeed(control),
      judge: ({ attempt }) => {
        const fine = statusOf(attempt) !== 401 || fields(attempt, "www-authenticate").length > 0;
        return expectThat(fine, attempt.step, "WWW-Authenticate", `${describe(attempt)}, without it`);
      },
    }),
  },
  "getnative.token-responses-are-uncacheable": {
    "the-whole-run": check({
      whole: true,
      act: async (): Promise<Evidence> => ({}),
      judge: (evidence) =>
        Object.values(evidence)
          .filter((exchange) => tokenOf(exchange) !== undefined || jwtsIn(exchange).length > 0)
          .flatMap(isUncacheable),
    }),
  },
} as const satisfies Partial<Catalogue<"getnative", GetnativeSession>>;
