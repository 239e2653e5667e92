import { describe, expectThat } from "../../kit/expect.ts";
import { dropHeader, withHeader } from "../../kit/http.ts";
import { cookiesSet, isCleared, placeOf, type SetCookie, tokenCookies } from "../../kit/set-cookies.ts";
import { checkFor } from "../../model/check.ts";
import type { Exchange, HttpRequest } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import type { FlowSession } from "./client.ts";
import { tokensOf } from "./logout.ts";
import { areRefused, succeed } from "./outcomes.ts";
import { cookieOf } from "./set-cookies.ts";

const check = checkFor<FlowSession>();
const needs = ["cookie-tokens"] as const;
const BOTH = ["cookie-tokens", "refresh-operation"] as const;

/** What is set by a login and by a refresh. */
function whatIsSet(judge: (cookie: SetCookie, step: string) => readonly Finding[]) {
  return {
    "fresh-login": check({
      needs,
      act: async ({ flow, account }) => ({ answer: await flow.sharedLogin(account) }),
      control: ({ answer }) => succeed(answer),
      judge: ({ answer }) => tokenCookies(answer).flatMap((cookie) => judge(cookie, answer.step)),
    }),
    "fresh-refresh": check({
      needs: BOTH,
      act: async ({ flow, account }) => {
        const next = await flow.next(await flow.spare(account));
        flow.leave(next);
        return { answer: next.from };
      },
      control: ({ answer }) => succeed(answer),
      judge: ({ answer }) => tokenCookies(answer).flatMap((cookie) => judge(cookie, answer.step)),
    }),
  };
}

/** The request with the cookies of other sessions before its own. */
const withCookiesBefore = (others: string) => (request: HttpRequest) => {
  const own = request.headers.find(([name]) => name.toLowerCase() === "cookie")?.[1] ?? "";
  return withHeader("cookie", [others, own].filter(Boolean).join("; "))(dropHeader("cookie")(request));
};

/** Checks of tokens in cookies. */
export const cookies = {
  "session.cookies-are-out-of-reach-of-scripts": whatIsSet(({ name, attributes }, step) => {
    const seen = [...attributes.keys()].join(", ") || "no attribute";
    const missing = ["httponly", "secure", "samesite"].filter((attribute) => !attributes.has(attribute));
    const open = attributes.get("samesite")?.toLowerCase() === "none";
    return [
      ...missing.flatMap((attribute) => expectThat(false, step, `${name} with ${attribute}`, seen)),
      ...expectThat(!open, step, `${name} with SameSite=Lax or Strict`, "SameSite=None"),
    ];
  }),
  "session.cookies-are-bound-to-their-host": whatIsSet(({ name, attributes }, step) => {
    const fine = name.startsWith("__Host-") && attributes.get("path") === "/" && !attributes.has("domain");
    return expectThat(fine, step, "a name with __Host-, Path=/, no Domain", name);
  }),
  "session.logout-clears-cookies": {
    "fresh-login": check({
      needs: [...needs, "logout-operation"],
      act: async ({ flow, account }) => {
        const pair = await flow.spare(account);
        return { from: pair.from, logout: await flow.logout(tokensOf(pair)) };
      },
      control: ({ logout }) => succeed(logout),
      judge: ({ from: answer, logout }) => {
        const cleared = cookiesSet(logout)
          .filter(isCleared)
          .map((cookie) => placeOf(cookie, logout));
        const seen = `cleared: ${cleared.join(", ") || "nothing"}`;
        return tokenCookies(answer)
          .map((cookie) => placeOf(cookie, answer))
          .flatMap((place) => expectThat(cleared.includes(place), logout.step, `${place} cleared`, seen));
      },
    }),
  },
  "session.login-replaces-presented-cookies": {
    "cookies-of-another-session": check({
      needs,
      act: async (session) => {
        const { flow, account } = session;
        const before = await flow.spare(account);
        const presented = [cookieOf(before, "accessToken"), cookieOf(before, "refreshToken")]
          .filter(Boolean)
          .join("; ");
        const login = await flow.login({ ...account }, { request: withHeader("cookie", presented) });
        const use = await flow.whoAmI(login.taken["accessToken"]);
        return { before: before.from, login, use };
      },
      judge: ({ before, login, use }) => [
        ...succeed(login, use),
        ...["accessToken", "refreshToken"].flatMap((role) =>
          before.taken[role] === undefined
            ? []
            : expectThat(
                login.taken[role] !== undefined && login.taken[role] !== before.taken[role],
                login.step,
                `a new ${role}`,
                login.taken[role] === undefined ? "none" : "the one that was presented",
              ),
        ),
      ],
    }),
    "cookies-of-an-attacker": check({
      needs,
      act: async ({ flow, account, random }) => {
        const control = await flow.sharedLogin(account);
        const chosen = Buffer.from(random.bytes(24)).toString("base64url");
        const presented = tokenCookies(control)
          .map(({ name }) => `${name}=${chosen}`)
          .join("; ");
        const login = await flow.login({ ...account }, { request: withHeader("cookie", presented) });
        return { control, login, attempt: await flow.whoAmI(chosen) };
      },
      control: ({ control }) => succeed(control),
      judge: ({ login, attempt }) => [...succeed(login), ...areRefused(attempt)],
    }),
  },
  "session.cookies-of-two-sessions-never-mix": {
    "access-cookie-of-one-and-refresh-cookie-of-another": check({
      needs: [...BOTH, "second-account", "told-identity"],
      act: async (session) => {
        const { flow, account, other } = session;
        const [mine, theirs] = [await flow.spare(account), await flow.spare(other)];
        const control = await flow.whoAmI(mine.access);
        const read = await flow.whoAmI(mine.access, { request: withCookiesBefore(cookieOf(theirs, "refreshToken")) });
        const refresh = await flow.refresh(theirs.refresh, {
          request: withCookiesBefore(cookieOf(mine, "accessToken")),
        });
        const use = await flow.whoAmI(refresh.taken["accessToken"]);
        const [still, again] = [await flow.whoAmI(mine.access), await flow.refresh(theirs.refresh)];
        return { control, read, refresh, use, still, again };
      },
      control: ({ control }) => succeed(control),
      judge: ({ control, read, refresh, use, still, again }) => [
        ...isNobodyElses(read, control.taken["username"]),
        // A refusal changes nothing for the session whose refresh cookie it was.
        ...(refresh.outcome === "success" ? isSomebodyElses(use, control.taken["username"]) : succeed(again)),
        ...succeed(still),
      ],
    }),
    "two-refresh-cookies": check({
      needs: [...BOTH, "second-account", "told-identity"],
      act: async (session) => {
        const { flow, account, other } = session;
        const [mine, theirs] = [await flow.spare(account), await flow.spare(other)];
        const [me, them] = [await flow.whoAmI(mine.access), await flow.whoAmI(theirs.access)];
        const attempt = await flow.refresh(mine.refresh, {
          request: withCookiesBefore(cookieOf(theirs, "refreshToken")),
        });
        const use = await flow.whoAmI(attempt.taken["accessToken"]);
        return {
          me,
          them,
          attempt,
          use,
          myRefresh: await flow.refresh(mine.refresh),
          theirRefresh: await flow.refresh(theirs.refresh),
        };
      },
      control: ({ me, them }) => succeed(me, them),
      judge: ({ me, attempt, use, myRefresh, theirRefresh }) => {
        if (attempt.outcome !== "success") return succeed(myRefresh, theirRefresh);
        // One of the two counted: the new tokens are of its user, and the other one's session is as it was.
        return use.taken["username"] === me.taken["username"] ? succeed(theirRefresh) : succeed(myRefresh);
      },
    }),
  },
} as const satisfies Partial<Catalogue<"session", FlowSession>>;

/** Finds fault with an answer that is about another user than this. */
function isNobodyElses(answer: Exchange, username: unknown): readonly Finding[] {
  const fine = answer.outcome !== "success" || answer.taken["username"] === username;
  return expectThat(fine, answer.step, `${username}, or a refusal`, describe(answer));
}

/** Finds fault with an answer that is about this user. */
function isSomebodyElses(answer: Exchange, username: unknown): readonly Finding[] {
  return expectThat(
    answer.taken["username"] !== username,
    answer.step,
    "the user of the refresh token",
    String(username),
  );
}
