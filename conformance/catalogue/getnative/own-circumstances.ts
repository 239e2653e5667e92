import { wire } from "@authmark/protocols/getnative/wire";
import { describe, expecting, expectThat } from "../../kit/expect.ts";
import { fields, statusOf, withBody, withHeader, withMethod } from "../../kit/http.ts";
import { oneByOne } from "../../kit/one-by-one.ts";
import { checkFor, type Need } from "../../model/check.ts";
import type { Body, Evidence, Exchange } from "../../model/exchange.ts";
import type { Catalogue } from "../catalogue.ts";
import { UNREADABLE, WELL_FORMED_BUT_ODD, WRONG_TYPES } from "../common/odd-values.ts";
import type { GetnativeSession } from "./client.ts";
import { areRefused, REFUSED, succeed } from "./outcomes.ts";
import { doNothingOnItsConnection } from "./spoiling.ts";

const check = checkFor<GetnativeSession>();

/** A method that the path of no operation has. */
const NOWHERE = "PATCH";

/** Every operation is asked by a method that it does not have; the checks that look at the answers share them. */
function atEveryOperation(judge: (attempt: Exchange) => ReturnType<typeof expecting>) {
  return check({
    needs: ["default-wire"],
    act: async ({ gn, account, shared }): Promise<Evidence & { control: Exchange }> => {
      const token = await gn.access(account);
      const operations = Object.keys(wire.operations) as (keyof typeof wire.operations)[];
      const asked = operations.map((operation) => {
        const accessToken = operation === "jwks" ? {} : { accessToken: token };
        return () =>
          shared(`${NOWHERE} ${operation}`, () =>
            gn.http.call(operation, accessToken, { request: withMethod(NOWHERE) }),
          );
      });
      return { ...(await oneByOne("attempt", asked)), control: await gn.account(token) };
    },
    control: ({ control }) => succeed(control),
    judge: ({ control: _, ...attempts }) => Object.values(attempts).flatMap(judge),
  });
}

/**
 * Odd requests that a target survives: each is refused, or has its connection closed. They may take long; each gets a
 * token that is good then.
 */
function areSurvived(
  requests: (session: GetnativeSession, token: string) => ((good: string) => Promise<Exchange>)[],
  need: Need,
) {
  return check({
    needs: [need],
    act: async (session): Promise<Evidence & { control: Exchange }> => {
      const { gn, account } = session;
      const good = () => gn.access(account);
      const asked = requests(session, await good()).map((ask) => async () => ask(await good()));
      return { ...(await oneByOne("odd", asked)), control: await gn.account(await good()) };
    },
    control: ({ control }) => succeed(control),
    judge: ({ control: _, ...attempts }) =>
      Object.values(attempts).flatMap((attempt) => expecting(attempt, ...REFUSED, "unanswered")),
  });
}

const refusedBody = (body: Body, ask: (session: GetnativeSession, body: Body) => Promise<Exchange>, need: Need) =>
  check({
    needs: [need],
    act: async (session) => ({
      control: await session.gn.account(await session.gn.access(session.account)),
      attempt: await ask(session, body),
    }),
    control: ({ control }) => succeed(control),
    judge: ({ attempt }) => areRefused(attempt),
  });

const atRegistration = ({ gn }: GetnativeSession, body: Body) =>
  gn.register(gn.newAccount(), { request: withBody(body) });

const atChange = async ({ gn, account }: GetnativeSession, body: Body) => {
  const { password } = account;
  const token = await gn.access(account);
  return gn.changePassword(token, { current: `not ${password}`, next: password }, { request: withBody(body) });
};

/** Every second one: logins have all of them. */
const SOME_ODD = WELL_FORMED_BUT_ODD.filter((_, index) => index % 2 === 0);

/** Nobody's passwords and emails, of types that they are not. */
const NO_TEXTS = WRONG_TYPES.filter((value) => typeof value !== "string");

/** Circumstances under which GetNative puts common requirements to the test as well. */
export const ownCircumstances = {
  "getnative.malformed-login-yields-no-token": {
    "malformed-registration": check({
      needs: ["registration"],
      act: async ({ gn, newPassword }): Promise<Evidence & { control: Exchange }> => {
        const control = await gn.register(gn.newAccount());
        const { username } = gn.newAccount();
        const bodies = [
          { username },
          { password: newPassword(20) },
          ...NO_TEXTS.flatMap((odd) => [
            { username, password: odd },
            { username: odd, password: newPassword(20) },
          ]),
        ];
        const attempts = bodies.map((body) => () => gn.register(body));
        return { ...(await oneByOne("attempt", attempts)), control };
      },
      control: ({ control }) => succeed(control),
      judge: ({ control: _, ...attempts }) =>
        Object.values(attempts).flatMap((attempt) =>
          expectThat(attempt.outcome !== "success", attempt.step, "no token", describe(attempt)),
        ),
    }),
  },
  "getnative.unreadable-body-is-refused": {
    "truncated-json-at-a-registration": refusedBody('{"email":"', atRegistration, "registration"),
    "invalid-utf8-at-a-registration": refusedBody(UNREADABLE, atRegistration, "registration"),
    "empty-body-at-a-registration": refusedBody("", atRegistration, "registration"),
    "truncated-json-at-a-password-change": refusedBody('{"password":"', atChange, "password-change"),
    "invalid-utf8-at-a-password-change": refusedBody(UNREADABLE, atChange, "password-change"),
    "empty-body-at-a-password-change": refusedBody("", atChange, "password-change"),
  },
  "getnative.no-request-is-a-server-error": {
    "odd-bodies-at-a-registration": areSurvived(
      ({ gn }) =>
        WELL_FORMED_BUT_ODD.map(
          (body) => () => gn.register(gn.newAccount(), { request: withBody(body), mayClose: true }),
        ),
      "registration",
    ),
    "odd-bodies-at-a-password-change": areSurvived(
      ({ gn, account: { password } }) =>
        SOME_ODD.map((body) => (token) => {
          const request = withBody(body);
          return gn.changePassword(token, { current: `not ${password}`, next: password }, { request, mayClose: true });
        }),
      "password-change",
    ),
    "odd-passwords-at-a-password-change": areSurvived(
      ({ gn, account: { password } }) =>
        [...WRONG_TYPES, "x"].map(
          (odd) => (token) => gn.changePassword(token, { current: `not ${password}`, next: odd }),
        ),
      "password-change",
    ),
    "odd-tokens": areSurvived(({ gn }, token) => {
      const [header = "", claims = "", signature = ""] = token.split(".");
      const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
      return [
        ".",
        "..",
        "a.b.c",
        `${part(null)}.${claims}.${signature}`,
        `${part([])}.${claims}.${signature}`,
        `${header}.${part(null)}.${signature}`,
        `${header}.${part("text")}.${signature}`,
        `${Buffer.from("{").toString("base64url")}.${claims}.${signature}`,
        `${header}..${signature}`,
        `${header}.${claims}.`,
        `${header}.${claims}`,
        ".".repeat(150),
        "a".repeat(5000),
      ].map((odd) => () => gn.account(odd, { mayClose: true }));
    }, "bearer-tokens"),
    "empty-authorization": areSurvived(
      ({ gn }) =>
        ["", "Bearer", "Bearer ", "bearer", ","].map((value) => () => {
          const request = withHeader("authorization", value);
          return gn.account(undefined, { request });
        }),
      "bearer-tokens",
    ),
  },
  "getnative.405-carries-allow": {
    "each-operation": atEveryOperation((attempt) =>
      expectThat(
        statusOf(attempt) !== 405 || fields(attempt, "allow").length > 0,
        attempt.step,
        "the field Allow",
        "a 405 without it",
      ),
    ),
  },
  "getnative.wrong-method-is-405": {
    "each-operation": atEveryOperation((attempt) =>
      expectThat(statusOf(attempt) === 405, attempt.step, "405", describe(attempt)),
    ),
  },
  "getnative.dead-token-is-never-not-modified": {
    "after-expiry": check({
      needs: ["short-access-lifetime"],
      act: async ({ gn, account, until }) => {
        const { from, token } = await gn.fresh(account);
        const control = await gn.account(token);
        const request = withHeader("if-none-match", fields(control, "etag")[0] ?? "*");
        await until(gn.expiryOf(from));
        return { control, attempt: await gn.account(token, { request }) };
      },
      control: ({ control }) => succeed(control),
      judge: ({ attempt }) => areRefused(attempt),
    }),
  },
  "getnative.authentication-is-not-sticky": {
    "at-a-password-change": doNothingOnItsConnection("changePassword"),
    "at-a-deletion": doNothingOnItsConnection("deleteAccount"),
    "after-expiry": check({
      needs: ["short-access-lifetime"],
      act: async ({ gn, account, until }) => {
        const { from, token } = await gn.fresh(account);
        const on = gn.http.connect();
        const control = await gn.account(token, { on });
        await until(gn.expiryOf(from));
        return { control, attempt: await gn.account(token, { on }) };
      },
      control: ({ control }) => succeed(control),
      judge: ({ attempt }) => areRefused(attempt),
    }),
  },
} as const satisfies Partial<Catalogue<"getnative", GetnativeSession>>;
