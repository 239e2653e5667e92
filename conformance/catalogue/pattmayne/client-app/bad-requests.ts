import { misbehaviour } from "../../../kit/expect.ts";
import { withHeader, withQuery } from "../../../kit/http.ts";
import { SHAPES } from "../../../kit/jwt/shapes.ts";
import { oneByOne } from "../../../kit/one-by-one.ts";
import { checkFor } from "../../../model/check.ts";
import type { Evidence, Exchange, HttpRequest } from "../../../model/exchange.ts";
import type { Finding } from "../../../model/verdict.ts";
import type { Catalogue } from "../../catalogue.ts";
import { badInput } from "../../common/bad-input.ts";
import { forge } from "../../common/forging.ts";
import { areRefused, succeed } from "../outcomes.ts";
import type { AppSession, AppUser } from "./client.ts";
import { face } from "./face.ts";
import { FORWARDED, NAMED_PLACES } from "./foreign-places.ts";
import { logoutFace } from "./logout-face.ts";
import { answered, asked, isInOrder, waitedInVain } from "./witness.ts";

const check = checkFor<AppSession>();
const atLogout = badInput(logoutFace);
const unreadable = atLogout["unreadable-body-is-refused"];
const fitting = atLogout["refusal-has-the-fitting-status"];

type Ask = () => Promise<Exchange>;

/** Many odd requests, whatever comes of them but a server error or silence. */
const survives = (requests: (session: AppSession, user: AppUser) => Promise<readonly Ask[]>) =>
  check({
    survival: true,
    act: async (session): Promise<Evidence & Record<"control" | "garbage", Exchange>> => {
      const user = await session.app.signIn();
      const odd = await oneByOne("odd", await requests(session, user));
      return { ...odd, control: await session.app.me(user), garbage: await session.app.me({ accessToken: "garbage" }) };
    },
    control: ({ control, garbage }) => [...succeed(control), ...areRefused(garbage)],
    judge: ({ control: _, garbage: __, ...odd }) => Object.values(odd).flatMap(misbehaviour),
  });

const withRawQuery = (query: string) => (request: HttpRequest) => ({
  ...request,
  url: `${request.url.split("?")[0]}?${query}`,
});

const withRawCookies = (cookies: string) => (request: HttpRequest) => {
  const others = request.headers.filter(([name]) => name.toLowerCase() !== "cookie");
  return withHeader("cookie", cookies)({ ...request, headers: others });
};

const ODD_QUERIES = [
  ...["", "code", "code=", "code=%00", "code=%zz", "code=%ff%fe", "code[]=a", "code[$ne]=", "code=a&code=b"],
  ...["code=a&state=b&state=c", "state=a", "code=__proto__&state=__proto__", `code=${"x".repeat(4000)}&state=y`],
  ...["error=access_denied&state=a", "code=..%2f..%2f&state=%0d%0aset-cookie:%20a=b", "code=%F0%9F%98%80&state=%C3%B6"],
];

const ODD_COOKIES = ["=", ";;;", "a", "=; =", "__proto__=a", "a=%zz; b=%00", `${"a=b; ".repeat(300)}c=d`, "%=%", '"="'];

const ODD_TOKENS = ["%00", "%zz", "__proto__", "....", "a.b.c", "e30.e30.e30", "bnVsbA.bnVsbA.bnVsbA", "W10.W10.W10"];

/** Checks of requests that cannot be read, or that are odd. */
export const badRequests = {
  "pattmayne.unreadable-body-is-refused": {
    "truncated-json": unreadable["truncated-json"],
    "invalid-utf8": unreadable["invalid-utf8"],
  },
  "pattmayne.no-request-is-a-server-error": {
    "the-whole-run": check({
      whole: true,
      act: async (): Promise<Evidence> => ({}),
      judge: noServerErrors,
    }),
    "odd-bodies": atLogout["no-request-is-a-server-error"]["odd-bodies"],
    "odd-queries-at-the-resource": badInput(face)["no-request-is-a-server-error"]["odd-queries-at-the-resource"],
    "odd-callbacks": survives(async ({ app }) => {
      const { state, stateCookie } = app.begun(await app.begin());
      const code = (query: string) => query.replace("state=b", `state=${state}`);
      return ODD_QUERIES.map(
        (query) => () => app.callback({ stateCookie }, { request: withRawQuery(code(query)), mayClose: true }),
      );
    }),
    "odd-cookies": survives(async ({ app }) => {
      const raw = ODD_COOKIES.map((cookies) => () => app.me({}, { request: withRawCookies(cookies), mayClose: true }));
      const tokens = ODD_TOKENS.flatMap((token) => [
        () => app.me({ accessToken: token }),
        () => app.me({ accessToken: token, refreshToken: token }),
        () => app.logout({ accessToken: token, refreshToken: token }),
      ]);
      return [...raw, ...tokens];
    }),
    "tokens-of-no-shape": survives(async (session, { accessToken }) => {
      const rows = await Promise.all(
        ["one-segment", "empty-segments", "header-of-another-type"].map((row) =>
          forge(session, SHAPES[row as keyof typeof SHAPES], accessToken),
        ),
      );
      return rows.flatMap(({ tokens }) =>
        tokens.map(
          ({ token }) =>
            () =>
              session.app.me({ accessToken: token }),
        ),
      );
    }),
    "logout-without-a-session": survives(async ({ app }, user) => [
      () => app.logout({}),
      () => app.logout({ accessToken: "garbage" }),
      () => app.logout({ refreshToken: user.refreshToken.slice(0, -4) }),
    ]),
    "forwarded-from-another-host": survives(async ({ app, auth }) => {
      const request = (plain: HttpRequest) => withQuery(NAMED_PLACES)(FORWARDED(plain));
      return [
        async () => {
          const { state, stateCookie } = app.begun(await app.begin());
          return app.callback({ code: auth.code(auth.newUser()), state, stateCookie }, { request });
        },
        async () => app.logout(await app.signIn(), { request }),
      ];
    }),
  },
  "pattmayne.next-request-is-served": {
    "logout-after-bad-input": atLogout["next-request-is-served"]["after-bad-input"],
    "on-the-connection-of-bad-input": atLogout["next-request-is-served"]["on-the-connection-of-bad-input"],
  },
  "pattmayne.refusal-has-the-fitting-status": {
    "truncated-json": fitting["truncated-json"],
    "text-for-json": fitting["other-media-type"],
    "form-at-a-logout": fitting["form-for-json"],
  },
} as const satisfies Partial<Catalogue<"pattmayne", AppSession, "client-app">>;

/** Finds fault with server errors and silences, but for those of which an auth app out of order is the cause. */
function noServerErrors(evidence: Evidence): readonly Finding[] {
  const failed = asked(evidence).filter((question) => !isInOrder(question));
  return answered(evidence).flatMap((answer) => {
    const { response, startedAt, durationMs } = answer;
    const isExcused = failed.some((each) => each.startedAt >= startedAt && each.startedAt <= startedAt + durationMs);
    return (isExcused && response !== undefined) || waitedInVain(answer) ? [] : misbehaviour(answer);
  });
}
