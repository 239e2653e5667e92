import { expecting, expectSame } from "../../kit/expect.ts";
import { withQuery } from "../../kit/http.ts";
import { altered } from "../../kit/tokens.ts";
import { checkFor } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Catalogue } from "../catalogue.ts";
import { numbered } from "../common/parallel.ts";
import { needsAccessToken, refusesRefreshToken } from "./bearers.ts";
import type { HmailSession } from "./client.ts";
import {
  expiredRefreshTokenChangesNothing,
  expiredRefreshTokenIsNoBearer,
  expiredTokensChangeNothing,
} from "./expired-tokens.ts";
import { expiredAccessToken, lateAccessToken } from "./expiry.ts";

const check = checkFor<HmailSession>();

/** Requests of two users at once, each of which may be answered in the name of the other. */
const PAIRS = 20;

const LOGINS_AT_ONCE = 4;

/** Checks of what an access token says about its bearer, and of the tokens that are none. */
export const checkAuth = {
  "hmail.token-belongs-to-who-logged-in": {
    "two-users": check({
      needs: ["second-account"],
      act: async ({ hmail, account, other }) => {
        const one = await hmail.signIn(account);
        const another = await hmail.signIn(other);
        const later = await hmail.refreshAccess(one.refresh);
        return {
          one: await hmail.checkAuth(one.access),
          another: await hmail.checkAuth(another.access),
          later: await hmail.checkAuth(later.taken["accessToken"]),
          asking: await hmail.checkAuth(one.access, { request: withQuery({ username: other.username }) }),
          first: one.login,
          second: another.login,
        };
      },
      control: ({ one }) => expecting(one, "success"),
      judge: ({ one, another, later, asking, first, second }) => [
        ...expectSame(one, "username", first.sent["username"]),
        ...expectSame(another, "username", second.sent["username"]),
        ...expectSame(later, "username", first.sent["username"]),
        ...expectSame(asking, "username", first.sent["username"]),
      ],
    }),
    "after-another-users-login": check({
      needs: ["second-account"],
      exclusive: true,
      act: async ({ hmail, account, other }) => {
        const { login, refresh } = await hmail.authorized(account);
        const who: Record<string, Exchange> = {};
        for (const number of [1, 2, 3]) {
          await hmail.authenticate({ ...other });
          const trade = await hmail.refreshAccess(refresh);
          who[`who ${number}`] = await hmail.checkAuth(trade.taken["accessToken"]);
        }
        return { ...who, login } as Evidence & { login: Exchange };
      },
      judge: ({ login, ...all }) =>
        Object.values(all).flatMap((who) => expectSame(who, "username", login.sent["username"])),
    }),
    "logins-at-once": check({
      needs: ["second-account"],
      exclusive: true,
      act: async ({ hmail, account, other }) => {
        const users = Array.from({ length: LOGINS_AT_ONCE }, (_, index) => (index % 2 === 0 ? account : other));
        const signedIn = await Promise.all(users.map((user) => hmail.signIn(user)));
        const whos = await Promise.all(signedIn.map(({ access }) => hmail.checkAuth(access)));
        const logins = signedIn.map(({ login }) => login);
        return { ...numbered("login", logins), ...numbered("who", whos) } as Evidence;
      },
      judge: (evidence) =>
        Object.entries(evidence).flatMap(([name, who]) =>
          name.startsWith("who ")
            ? expectSame(who, "username", evidence[name.replace("who", "login")]?.sent["username"])
            : [],
        ),
    }),
    "every-account": check({
      act: async ({ hmail, accounts }) => {
        const asked = await Promise.all(
          accounts.map(async (account) => {
            const { access, login } = await hmail.authorized(account);
            return [login, await hmail.checkAuth(access)] as const;
          }),
        );
        return Object.fromEntries(
          asked.flatMap(([login, who], index) => [
            [`login ${index}`, login],
            [`who ${index}`, who],
          ]),
        );
      },
      judge: (evidence) =>
        Object.entries(evidence).flatMap(([name, who]) =>
          name.startsWith("who ")
            ? expectSame(who, "username", evidence[name.replace("who", "login")]?.sent["username"])
            : [],
        ),
    }),
    "at-the-same-time": check({
      needs: ["second-account"],
      exclusive: true,
      act: async ({ hmail, account, other }) => {
        const [mine, theirs] = [await hmail.authorized(account), await hmail.authorized(other)];
        const pairs = await Promise.all(
          Array.from({ length: PAIRS }, async (_, index) => {
            const [me, they] = await Promise.all([hmail.checkAuth(mine.access), hmail.checkAuth(theirs.access)]);
            return [[`mine ${index}`, me] as const, [`theirs ${index}`, they] as const];
          }),
        );
        return { ...Object.fromEntries(pairs.flat()), first: mine.login, second: theirs.login } as Evidence;
      },
      judge: (evidence) =>
        Object.entries(evidence).flatMap(([name, who]) => {
          const owner = { mine: "first", theirs: "second" }[name.split(" ")[0] ?? ""];
          return owner ? expectSame(who, "username", evidence[owner]?.sent["username"]) : [];
        }),
    }),
  },
  "hmail.check-auth-needs-an-access-token": needsAccessToken("at-check-auth"),
  "hmail.refresh-token-is-no-bearer": {
    ...refusesRefreshToken,
    "after-the-refresh-tokens-expiry": expiredRefreshTokenIsNoBearer,
  },
  "hmail.expired-access-token-is-unauthorized": expiredAccessToken,
  "hmail.access-token-is-good-until-it-expires": lateAccessToken,
  "hmail.refused-request-changes-no-token": {
    "after-expiry": expiredTokensChangeNothing,
    "after-the-refresh-tokens-expiry": expiredRefreshTokenChangesNothing,
    "after-a-garbage-token": check({
      act: async ({ hmail, account }) => {
        const { refresh, access } = await hmail.signIn(account);
        const control = await hmail.checkAuth(access);
        await hmail.checkAuth(`${access}AAAA`);
        await hmail.checkAuth(refresh);
        await hmail.refreshAccess(access);
        await hmail.refreshAccess("garbage");
        for (const place of ["start", "end"] as const) {
          await hmail.checkAuth(altered(access, place));
          await hmail.refreshAccess(altered(refresh, place));
        }
        return { control, bearer: await hmail.checkAuth(access), trade: await hmail.refreshAccess(refresh) };
      },
      control: ({ control }) => expecting(control, "success"),
      judge: ({ bearer, trade }) => [...expecting(bearer, "success"), ...expecting(trade, "success")],
    }),
  },
} as const satisfies Partial<Catalogue<"hmail", HmailSession>>;
