import { wire } from "@authmark/protocols/hmail/wire";
import { describe, expecting, expectThat } from "../../kit/expect.ts";
import { fields, statusOf, withHeader, withMethod, withQuery } from "../../kit/http.ts";
import { oneByOne } from "../../kit/one-by-one.ts";
import { checkFor } from "../../model/check.ts";
import { CannotTest } from "../../model/errors.ts";
import type { Evidence, Exchange, HttpRequest } from "../../model/exchange.ts";
import type { Catalogue } from "../catalogue.ts";
import { FROM_ABROAD, letsNobodyRead } from "../common/http.ts";
import type { HmailSession } from "./client.ts";
import { needs as creating } from "./creation.ts";

const check = checkFor<HmailSession>();

/** Values of a list's parameters that a careless reader stumbles over. */
const ODD_QUERIES: readonly Readonly<Record<string, string>>[] = [
  {},
  { limit: "x", outbox: "x" },
  { limit: "-1", outbox: "false" },
  { limit: "1e400", outbox: "false" },
  { limit: "99999999999999999999", outbox: "false" },
  { limit: "4294967295", outbox: "false" },
  { limit: "1", outbox: "1", until: "x" },
  { limit: "1", outbox: "false", until: "-99999999999999999999" },
  { limit: "\u0000", outbox: "\u0000" },
];

/** Every operation is asked by methods that it does not have; the checks that look at the answers share them. */
function atEveryOperation(judge: (attempt: Exchange) => ReturnType<typeof expecting>) {
  return check({
    act: async ({ hmail, account, shared }): Promise<Evidence & { control: Exchange }> => {
      const access = await hmail.access(account);
      const operations = Object.keys(wire.operations) as (keyof typeof wire.operations)[];
      const asked = operations.flatMap((operation) =>
        ["DELETE", wire.operations[operation].method === "GET" ? "POST" : "GET"].map(
          (method) => () =>
            shared(`${method} ${operation}`, () => hmail.http.call(operation, {}, { request: withMethod(method) })),
        ),
      );
      return { ...(await oneByOne("attempt", asked)), control: await hmail.checkAuth(access) };
    },
    control: ({ control }) => expecting(control, "success"),
    judge: ({ control: _, ...attempts }) => Object.values(attempts).flatMap(judge),
  });
}

/** Queries that are no URL-encoded text. */
const BROKEN_QUERIES = ["%", "limit=%zz&outbox=false", "limit=1&outbox=false&until=%ff%fe", "&&==&limit"];

/** Circumstances under which h-mail puts common requirements to the test as well. */
export const ownCircumstances = {
  "hmail.no-request-is-a-server-error": {
    "odd-queries": check({
      act: async ({ hmail, account }): Promise<Evidence & { control: Exchange }> => {
        const { access } = await hmail.authorized(account);
        const control = await hmail.checkAuth(access);
        const odd = ODD_QUERIES.map((query) => () => {
          const request = (plain: HttpRequest) => withQuery(query)({ ...plain, url: plain.url.replace(/\?.*/, "") });
          return hmail.getHmails(access, { limit: 1 }, { request });
        });
        const broken = BROKEN_QUERIES.map((query) => () => {
          const request = (plain: HttpRequest) => ({ ...plain, url: plain.url.replace(/\?.*/, `?${query}`) });
          return hmail.getHmails(access, { limit: 1 }, { request });
        });
        return { ...(await oneByOne("odd", [...odd, ...broken])), control };
      },
      control: ({ control }) => expecting(control, "success"),
      judge: ({ control: _, ...attempts }) =>
        Object.values(attempts).flatMap((attempt) => expecting(attempt, "refused", "success", "unrecognized")),
    }),
  },
  "hmail.foreign-origins-get-no-credentials": {
    "foreign-origin-at-a-trade": check({
      act: async ({ hmail, account }) => {
        const { trade, refresh } = await hmail.authorized(account);
        return { control: trade, attempt: await hmail.refreshAccess(refresh, { request: FROM_ABROAD }) };
      },
      control: ({ control }) => expecting(control, "success"),
      judge: ({ attempt }) => letsNobodyRead(attempt),
    }),
  },
  "hmail.dead-token-is-never-not-modified": {
    "after-expiry": check({
      needs: ["short-access-lifetime"],
      act: async ({ hmail, account, until }) => {
        const { access, accessExpiresAt } = await hmail.authorized(account);
        const control = await hmail.checkAuth(access);
        const request = withHeader("if-none-match", fields(control, "etag")[0] ?? "*");
        await until(accessExpiresAt);
        return { control, attempt: await hmail.checkAuth(access, { request }) };
      },
      control: ({ control }) => expecting(control, "success"),
      judge: ({ attempt }) => expecting(attempt, "unauthorized"),
    }),
  },
  "hmail.removed-account-gets-no-token": {
    "name-given-to-another": check({
      needs: ["remove-account-hook", ...creating],
      act: async ({ hmail, newPassword }) => {
        const account = await hmail.registered();
        const { refresh, trade } = await hmail.signIn(account);
        await hmail.remove(account);
        const again = await hmail.register({ username: account.username, password: newPassword(20) });
        if (again.outcome === "usernameInUse")
          throw new CannotTest("names of removed accounts are not given out again");
        return { trade, again, renewal: await hmail.refreshAccess(refresh) };
      },
      control: ({ trade, again }) => [trade, again].flatMap((each) => expecting(each, "success")),
      judge: ({ renewal }) => expecting(renewal, "failure"),
    }),
  },
  "hmail.token-in-the-query-is-ignored": {
    "refresh-token-in-the-query": check({
      act: async ({ hmail, account }) => {
        const { refresh } = await hmail.authorized(account);
        const query = withQuery({ refresh_token: refresh });
        return {
          control: await hmail.refreshAccess(refresh),
          attempt: await hmail.refreshAccess(undefined, { request: query }),
          byGet: await hmail.refreshAccess(undefined, { request: (request) => query(withMethod("GET")(request)) }),
        };
      },
      control: ({ control }) => expecting(control, "success"),
      judge: ({ attempt, byGet }) =>
        [attempt, byGet].flatMap((each) =>
          expectThat(each.outcome !== "success", each.step, "no access token", describe(each)),
        ),
    }),
  },
  "hmail.405-carries-allow": {
    "each-operation": atEveryOperation((attempt) =>
      expectThat(
        statusOf(attempt) !== 405 || fields(attempt, "allow").length > 0,
        attempt.step,
        "the field Allow",
        "a 405 without it",
      ),
    ),
  },
  "hmail.wrong-method-is-405": {
    "each-operation": atEveryOperation((attempt) =>
      expectThat(statusOf(attempt) === 405, attempt.step, "405", describe(attempt)),
    ),
  },
  "hmail.authentication-is-not-sticky": {
    "after-expiry": check({
      needs: ["short-access-lifetime"],
      act: async ({ hmail, account, until }) => {
        const { access, accessExpiresAt } = await hmail.authorized(account);
        const on = hmail.http.connect();
        const control = await hmail.checkAuth(access, { on });
        await until(accessExpiresAt);
        return { control, attempt: await hmail.checkAuth(access, { on }) };
      },
      control: ({ control }) => expecting(control, "success"),
      judge: ({ attempt }) => expecting(attempt, "unauthorized"),
    }),
    "right-after-a-trade": check({
      act: async ({ hmail, account }) => {
        const on = hmail.http.connect();
        const login = await hmail.authenticate({ ...account }, { on });
        const trade = await hmail.refreshAccess(login.taken["refreshToken"], { on });
        return { trade, attempt: await hmail.checkAuth(undefined, { on }) };
      },
      control: ({ trade }) => expecting(trade, "success"),
      judge: ({ attempt }) => expecting(attempt, "unauthorized"),
    }),
  },
} as const satisfies Partial<Catalogue<"hmail", HmailSession>>;
