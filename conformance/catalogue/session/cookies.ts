import { describe, expectThat } from "../../kit/expect.ts";
import { dropHeader, fields, withBody, withContentType, withHeader, withMethod } from "../../kit/http.ts";
import { checkFor } from "../../model/check.ts";
import type { Exchange, HttpRequest } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import { FROM_ABROAD } from "../common/http.ts";
import type { FlowSession, Pair } from "./client.ts";
import { ask, tokensOf } from "./logout.ts";
import { areRefused, succeed } from "./outcomes.ts";

const check = checkFor<FlowSession>();
const needs = ["cookie-tokens"] as const;
const BOTH = ["cookie-tokens", "refresh-operation"] as const;

/** A cookie that an answer sets: its name, its value and its attributes, in lower case. */
interface SetCookie {
  readonly name: string;
  readonly value: string;
  readonly attributes: ReadonlyMap<string, string>;
}

/** The cookies that an answer sets (RFC 6265 §5.2). */
function cookiesSet(exchange: Exchange): SetCookie[] {
  return fields(exchange, "set-cookie").map((line) => {
    const [pair = "", ...rest] = line.split(";").map((part) => part.trim());
    const [name = "", ...value] = pair.split("=");
    const attributes = rest
      .map((part) => part.split("="))
      .map(([key = "", is = ""]) => [key.toLowerCase(), is] as const);
    return { name, value: value.join("="), attributes: new Map(attributes) };
  });
}

/** Those of them that carry a token that the answer gave. */
function tokenCookies(exchange: Exchange): SetCookie[] {
  const tokens = ["accessToken", "refreshToken"]
    .map((role) => exchange.taken[role])
    .filter((token) => token !== undefined);
  return cookiesSet(exchange).filter(
    ({ value }) => tokens.includes(value) || tokens.includes(decodeURIComponent(value)),
  );
}

const isCleared = ({ value, attributes }: SetCookie) =>
  value === "" || Number(attributes.get("max-age") ?? 1) <= 0 || Date.parse(attributes.get("expires") ?? "") < 1e12;

/** Where a browser keeps a cookie: it is cleared by one of the same name, path and domain (RFC 6265 §5.1.4, §5.3). */
function placeOf({ name, attributes }: SetCookie, { request }: Exchange): string {
  const [path = "", domain = ""] = [attributes.get("path"), attributes.get("domain")?.replace(/^\./, "").toLowerCase()];
  const folder = new URL("url" in request ? request.url : "http://localhost/").pathname.replace(
    /(.)\/[^/]*$|[^/]+$/,
    "$1",
  );
  return `${name} of ${domain}${path.startsWith("/") ? path : folder}`;
}

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

/** A refresh or a logout that is changed so that it must not be done; the session is as good afterwards. */
function changesNothing(operation: "refresh" | "logout", change: (request: HttpRequest) => HttpRequest) {
  return check({
    needs: operation === "logout" ? [...needs, "logout-operation"] : BOTH,
    act: async (session) => {
      const { flow, account } = session;
      const pair = await flow.spare(account);
      const control = await flow.whoAmI(pair.access);
      const attempt =
        operation === "refresh"
          ? await flow.refresh(pair.refresh, { request: change })
          : await flow.logout(tokensOf(pair), { request: change });
      const asked = await ask(session, pair);
      if (asked.refresh?.outcome === "success") flow.leave(flow.after(pair, asked.refresh));
      return { control, attempt, ...asked };
    },
    control: ({ control }) => succeed(control),
    judge: ({ attempt, use, refresh }) => [...areRefused(attempt), ...succeed(use, refresh)],
  });
}

/** A login that a browser would not send like this from a page of the server's own. */
function logsNobodyIn(request: (request: HttpRequest) => HttpRequest) {
  return check({
    needs,
    act: async ({ flow, account }) => ({
      control: await flow.sharedLogin(account),
      attempt: await flow.login({ ...account }, { request }),
    }),
    control: ({ control }) => succeed(control),
    judge: ({ attempt }) => areRefused(attempt),
  });
}

/** A page may send any body as one of these three without asking first, also JSON (Fetch, CORS-safelisted request-header). */
const typed = (type: string) => (request: HttpRequest) => withBody("{}")(withContentType(type)(request));
const asForm = typed("application/x-www-form-urlencoded");
const asMultipart = typed("multipart/form-data; boundary=b");
const asText = typed("text/plain");
const asTextWithJson = typed("text/plain; application/json");
const from = (site: string) => (request: HttpRequest) =>
  withHeader("sec-fetch-mode", "cors")(withHeader("sec-fetch-site", site)(request));
const fromLongerOrigin = (request: HttpRequest) =>
  withHeader("origin", `${new URL(request.url).origin}.foreign.example`)(request);
const fromOriginThatEndsAlike = (request: HttpRequest) =>
  withHeader("origin", new URL(request.url).origin.replace("://", "://foreign-"))(request);

/** The request with the cookies of other sessions before its own. */
const withCookiesBefore = (others: string) => (request: HttpRequest) => {
  const own = request.headers.find(([name]) => name.toLowerCase() === "cookie")?.[1] ?? "";
  return withHeader("cookie", [others, own].filter(Boolean).join("; "))(dropHeader("cookie")(request));
};

/** The cookie of a token, as a client would send it. */
export function cookieOf({ from: answer }: Pair, role: "accessToken" | "refreshToken"): string {
  const cookie = tokenCookies(answer).find(
    ({ value }) => value === answer.taken[role] || decodeURIComponent(value) === answer.taken[role],
  );
  return cookie ? `${cookie.name}=${cookie.value}` : "";
}

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
  "session.foreign-sites-log-nobody-in": {
    "foreign-origin": logsNobodyIn(FROM_ABROAD),
    "cross-site-fetch": logsNobodyIn(from("cross-site")),
  },
  "session.forms-change-nothing": {
    "form-for-json": changesNothing("refresh", asForm),
    "text-for-json": changesNothing("refresh", asText),
    "multipart-form": changesNothing("refresh", asMultipart),
    "text-that-names-json": changesNothing("refresh", asTextWithJson),
    "form-at-a-logout": changesNothing("logout", asForm),
    "text-at-a-logout": changesNothing("logout", asText),
    "multipart-form-at-a-logout": changesNothing("logout", asMultipart),
    "text-that-names-json-at-a-logout": changesNothing("logout", asTextWithJson),
  },
  "session.foreign-sites-change-nothing": {
    "foreign-origin": changesNothing("refresh", FROM_ABROAD),
    "null-origin": changesNothing("refresh", withHeader("origin", "null")),
    "longer-origin": changesNothing("refresh", fromLongerOrigin),
    "origin-that-ends-alike": changesNothing("refresh", fromOriginThatEndsAlike),
    "cross-site-fetch": changesNothing("refresh", from("cross-site")),
    "foreign-origin-at-a-logout": changesNothing("logout", FROM_ABROAD),
    "null-origin-at-a-logout": changesNothing("logout", withHeader("origin", "null")),
    "longer-origin-at-a-logout": changesNothing("logout", fromLongerOrigin),
    "origin-that-ends-alike-at-a-logout": changesNothing("logout", fromOriginThatEndsAlike),
    "cross-site-fetch-at-a-logout": changesNothing("logout", from("cross-site")),
  },
  "session.get-changes-nothing": {
    "refresh-by-get": changesNothing("refresh", withMethod("GET")),
    "refresh-by-head": changesNothing("refresh", withMethod("HEAD")),
    "logout-by-get": changesNothing("logout", withMethod("GET")),
    "logout-by-head": changesNothing("logout", withMethod("HEAD")),
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
