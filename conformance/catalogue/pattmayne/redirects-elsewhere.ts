import { withHeader, withQuery } from "../../kit/http.ts";
import type { Client } from "../../model/apps.ts";
import { checkFor } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Catalogue } from "../catalogue.ts";
import type { AuthSession } from "./client.ts";
import { withMembers } from "./members.ts";
import { succeed } from "./outcomes.ts";
import { byCookies, byPassword, type Change, ELSEWHERE, goHome, PLACES, placesAt } from "./redirecting.ts";

const check = checkFor<AuthSession>();

/** Logins whose request names another place; they may be refused as well. */
const ignores = (...changes: readonly Change[]) => ignoresLike(() => changes);

/** The same with places that are like the registered one. */
function ignoresLike(changesOf: (client: Client) => readonly Change[]) {
  return check({
    needs: ["client"],
    act: async (session): Promise<Evidence & { control: Exchange }> => {
      const client = await session.pm.client();
      const control = await byPassword(session, client);
      const logins: Record<string, Exchange> = {};
      for (const [index, change] of changesOf(client).entries()) {
        const way = index % 2 === 0 ? byCookies : byPassword;
        logins[`${index} ${client.redirectUri}`] = await way(session, client, undefined, change);
      }
      return { ...logins, control };
    },
    control: ({ control }) => succeed(control),
    judge: ({ control: _, ...logins }) =>
      goHome(Object.fromEntries(Object.entries(logins).filter(([, { outcome }]) => outcome === "success"))),
  });
}

const field = (name: string, value: string): readonly Change[] => [withHeader(name, value), withHeader(name, value)];

const twice = (change: Change): readonly Change[] => [change, change];

/** Checks of requests that name another place to go to. */
export const redirectsElsewhere = {
  "pattmayne.redirect-ignores-the-request": {
    "another-place-in-the-fields": ignores(
      ...twice((request) =>
        [
          withHeader("x-forwarded-host", "foreign.example"),
          withHeader("x-forwarded-proto", "gopher"),
          withHeader("forwarded", "host=foreign.example;proto=https"),
          withHeader("x-host", "foreign.example"),
        ].reduce((changed, change) => change(changed), request),
      ),
      ...field("x-original-url", `${ELSEWHERE}/callback`),
      ...field("x-forwarded-prefix", "/foreign"),
    ),
    "foreign-referer": ignores(...field("referer", `${ELSEWHERE}/page`)),
    "foreign-origin-at-a-login": ignores(...field("origin", ELSEWHERE)),
    "another-place-in-the-query": ignores(...twice(withQuery(PLACES))),
    "another-place-in-the-body": ignores(...twice(withMembers(PLACES))),
    "place-like-the-registered-one": ignoresLike(({ redirectUri }) => [
      ...twice(withMembers(placesAt(`${redirectUri}.foreign.example/`))),
      ...twice(withMembers(placesAt(new URL("/elsewhere", redirectUri).href))),
      ...twice(withMembers(placesAt(`${redirectUri}/../elsewhere`))),
    ]),
    "registration-at-a-client": check({
      needs: ["client", "registration"],
      act: async ({ pm }): Promise<Evidence & { control: Exchange }> => {
        const { clientId, redirectUri } = await pm.client();
        const control = await pm.register({ ...pm.newAccount(), clientId });
        const request = withMembers(PLACES);
        const creation = await pm.register({ ...pm.newAccount(), clientId }, { request });
        return { control, [`1 ${redirectUri}`]: creation };
      },
      control: ({ control }) => succeed(control),
      judge: ({ control: _, ...creations }) =>
        goHome(Object.fromEntries(Object.entries(creations).filter(([, { outcome }]) => outcome === "success"))),
    }),
    "another-host-at-a-login": check({
      needs: ["client"],
      act: async (session): Promise<Evidence & { control: Exchange }> => {
        const { pm, account } = session;
        const { clientId, redirectUri } = await pm.client();
        const control = await byPassword(session, { clientId, redirectUri, clientSecret: "" });
        const { accessToken, refreshToken } = await pm.cookies(account);
        const request: Change = (plain) => ({
          ...plain,
          headers: plain.headers.map(([name, value]) => [
            name,
            name.toLowerCase() === "host" ? "foreign.example" : value,
          ]),
        });
        const login = await pm.login({ accessToken, refreshToken, clientId }, { exactly: {}, request, mayClose: true });
        return { control, [`1 ${redirectUri}`]: login };
      },
      control: ({ control }) => succeed(control),
      judge: ({ control: _, ...logins }) =>
        goHome(Object.fromEntries(Object.entries(logins).filter(([, { outcome }]) => outcome === "success"))),
    }),
  },
} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;
