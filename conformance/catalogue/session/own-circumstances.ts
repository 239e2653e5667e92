import { describe, expectSame, expectThat, misbehaviour } from "../../kit/expect.ts";
import { everythingSaid, fields, statusOf, withHeader, withMethod, withQuery } from "../../kit/http.ts";
import { checkFor, type Need } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Catalogue } from "../catalogue.ts";
import { numbered } from "../common/parallel.ts";
import type { FlowSession } from "./client.ts";
import { ask, isOver, tokensOf } from "./logout.ts";
import { areRefused, succeed, tell, told } from "./outcomes.ts";
import { cookieOf } from "./set-cookies.ts";

const check = checkFor<FlowSession>();

/** Logouts, each of a session of its own, with something odd for a refresh token; whatever comes is an answer. */
function oddLogout(needs: readonly Need[], ...odd: readonly unknown[]) {
  return check({
    needs: ["logout-operation", ...needs],
    survival: true,
    act: async ({ flow, account }): Promise<Evidence & Record<"control" | "garbage", Exchange>> => {
      const answers: Exchange[] = [];
      const control = await flow.whoAmI(await flow.access(account));
      const garbage = await flow.whoAmI("garbage");
      for (const refreshToken of odd) {
        const { access: accessToken } = await flow.spare(account);
        answers.push(await flow.logout({ accessToken, refreshToken }));
      }
      return { ...numbered("logout", answers), control, garbage };
    },
    control: ({ control, garbage }) => [...succeed(control), ...areRefused(garbage)],
    judge: ({ control: _, garbage: __, ...answers }) => Object.values(answers).flatMap(misbehaviour),
  });
}

/** Circumstances of the session flow's own, under requirements that have others elsewhere. */
export const ownCircumstances = {
  "session.stale-tokens-log-out": {
    "after-its-access-tokens-expiry": check({
      needs: [
        "logout-operation",
        "logout-by-access-token",
        "logout-by-refresh-token",
        "refresh-operation",
        "short-access-lifetime",
        "short-refresh-lifetime",
      ],
      act: async (session) => {
        const { flow, account, until } = session;
        const pair = await flow.begin(account);
        await until(flow.expiryOf("access", pair.from));
        const logout = await flow.logout(tokensOf(pair));
        return { control: pair.from, logout, refresh: await flow.refresh(pair.refresh) };
      },
      control: ({ control }) => succeed(control),
      judge: ({ logout, refresh }) => [...succeed(logout), ...areRefused(refresh)],
    }),
  },
  "session.secrets-are-never-echoed": {
    "refresh-token-at-the-resource": check({
      needs: ["refresh-operation", "header-tokens"],
      act: async ({ flow, account }) => {
        const pair = await flow.spare(account);
        const use = await flow.whoAmI(pair.access);
        flow.leave(pair);
        return { from: pair.from, use };
      },
      control: ({ use }) => succeed(use),
      judge: ({ from, use }) => {
        const token = String(from.taken["refreshToken"]);
        return expectThat(
          !everythingSaid(use).includes(token),
          use.step,
          "nothing of the refresh token",
          "the refresh token",
        );
      },
    }),
  },
  "session.token-in-the-query-is-ignored": {
    "refresh-token-in-the-query": check({
      needs: ["refresh-operation"],
      act: async ({ flow, account }) => {
        const pair = await flow.spare(account);
        const query = withQuery({ refresh_token: pair.refresh, refreshToken: pair.refresh, token: pair.refresh });
        const attempt = await flow.refresh(undefined, { request: query });
        const byGet = await flow.refresh(undefined, { request: (request) => query(withMethod("GET")(request)) });
        return { attempt, byGet, control: await flow.whoAmI(pair.access) };
      },
      control: ({ attempt, control }) => (attempt.outcome === "success" ? [] : succeed(control)),
      judge: ({ attempt, byGet }) =>
        [attempt, byGet].flatMap((each) =>
          expectThat(each.outcome !== "success", each.step, "no new tokens", describe(each)),
        ),
    }),
  },
  "session.refresh-token-is-no-bearer": {
    "refresh-cookie-alone": check({
      needs: ["cookie-tokens", "refresh-operation"],
      act: async ({ flow, account }) => {
        const pair = await flow.spare(account);
        const control = await flow.whoAmI(pair.access);
        const request = withHeader("cookie", cookieOf(pair, "refreshToken"));
        const attempt = await flow.whoAmI(undefined, { request });
        flow.leave(pair);
        return { control, attempt };
      },
      control: ({ control }) => succeed(control),
      judge: ({ attempt }) => areRefused(attempt),
    }),
  },
  "session.no-request-is-a-server-error": {
    "nul-at-a-logout": oddLogout(["logout-by-refresh-token", "header-tokens"], "a\0b"),
    "odd-types-at-a-logout": oddLogout(["logout-token-in-json"], { a: 1 }, [7]),
  },
  "session.access-token-tells-its-user": {
    "refresh-beside-anothers-access-token": check({
      needs: ["refresh-without-authorization", "bearer-tokens", "second-account", "told-identity"],
      act: async ({ flow, account, other }) => {
        const pair = await flow.spare(account);
        const control = await flow.whoAmI(pair.access);
        const others = await flow.access(other);
        const theirs = await flow.whoAmI(others);
        const request = withHeader("authorization", `Bearer ${others}`);
        const refresh = await flow.refresh(pair.refresh, { request });
        return { control, theirs, refresh, use: await flow.whoAmI(refresh.taken["accessToken"]) };
      },
      control: ({ control, theirs }) => [
        ...tell(control, theirs),
        ...expectThat(told(control) !== told(theirs), theirs.step, "another user", String(told(theirs))),
      ],
      // Such a refresh may also be refused.
      judge: ({ control, refresh, use }) =>
        refresh.outcome === "success" ? expectSame(use, "username", control.taken["username"]) : [],
    }),
  },
  "session.expired-access-token-does-not-hinder": {
    "expired-access-token-beside-it": check({
      needs: ["refresh-without-authorization", "bearer-tokens", "short-access-lifetime", "short-refresh-lifetime"],
      act: async ({ flow, account, until }) => {
        const pair = await flow.begin(account);
        await until(flow.expiryOf("access", pair.from));
        const request = withHeader("authorization", `Bearer ${pair.access}`);
        return { login: pair.from, refresh: await flow.refresh(pair.refresh, { request }) };
      },
      control: ({ login }) => succeed(login),
      judge: ({ refresh }) => succeed(refresh),
    }),
  },
  "session.refused-refresh-changes-nothing": {
    "after-expiry": check({
      needs: ["refresh-operation", "short-access-lifetime", "short-refresh-lifetime"],
      act: async (session) => {
        const { flow, account, until } = session;
        const old = await flow.begin(account);
        await until(flow.expiryOf("refresh", old.from));
        const pair = await flow.begin(account);
        const control = await flow.whoAmI(pair.access);
        const attempt = await flow.refresh(old.refresh);
        return { control, attempt, ...(await ask(session, pair)) };
      },
      control: ({ control }) => succeed(control),
      judge: ({ use, refresh }) => succeed(use, refresh),
    }),
  },
  "session.dead-token-is-never-not-modified": {
    "access-token-before-a-refresh": check({
      needs: ["refresh-operation"],
      act: async ({ flow, account }) => {
        const first = await flow.spare(account);
        const control = await flow.whoAmI(first.access);
        const request = withHeader("if-none-match", fields(control, "etag")[0] ?? "*");
        flow.leave(await flow.next(first));
        return { control, attempt: await flow.whoAmI(first.access, { request }) };
      },
      control: ({ control }) => succeed(control),
      // A target may let it live until it expires, and then say that nothing has changed.
      judge: ({ attempt }, { policy }) =>
        expectThat(
          policy.oldAccess === "lives" || statusOf(attempt) !== 304,
          attempt.step,
          "no 304",
          describe(attempt),
        ),
    }),
  },
  "session.dead-stays-dead-after-a-restart": {
    "ended-by-a-logout": check({
      needs: ["restart-hook", "logout-operation"],
      act: async (session) => {
        const { flow, account, hook } = session;
        const pair = await flow.spare(account);
        const control = await flow.logout(tokensOf(pair));
        await hook("restart");
        return { control, ...(await ask(session, pair)) };
      },
      control: ({ control }) => succeed(control),
      judge: (asked, { policy }) => isOver(asked, { ...policy, logoutRevokes: policy.logoutRevokes }),
    }),
    "ended-by-a-refresh": check({
      needs: ["restart-hook", "refresh-operation"],
      act: async ({ flow, account, hook }) => {
        const first = await flow.spare(account);
        const third = await flow.next(await flow.next(first));
        await hook("restart");
        return {
          control: third.from,
          use: await flow.whoAmI(first.access),
          refresh: await flow.refresh(first.refresh),
        };
      },
      control: ({ control }) => succeed(control),
      judge: ({ use, refresh }, { policy }) => [
        ...areRefused(refresh),
        ...(policy.oldAccess === "dies" ? areRefused(use) : []),
      ],
    }),
    "after-expiry": check({
      needs: ["restart-hook", "short-access-lifetime"],
      act: async ({ flow, account, hook, until }) => {
        const pair = await flow.fresh(account);
        const control = await flow.whoAmI(pair.access);
        await until(flow.expiryOf("access", pair.from));
        await hook("restart");
        return { control, attempt: await flow.whoAmI(pair.access) };
      },
      control: ({ control }) => succeed(control),
      judge: ({ attempt }) => areRefused(attempt),
    }),
  },
} as const satisfies Partial<Catalogue<"session", FlowSession>>;
