import { expectThat } from "../../kit/expect.ts";
import { mapAuthorization, withHeader } from "../../kit/http.ts";
import { isText } from "../../kit/prepared.ts";
import { checkFor, type Need } from "../../model/check.ts";
import { CannotTest } from "../../model/errors.ts";
import type { Evidence, Exchange, HttpRequest } from "../../model/exchange.ts";
import type { Catalogue } from "../catalogue.ts";
import { type By, byCookie, NOBODY } from "./acting-operator.ts";
import type { AuthSession } from "./client.ts";
import { hasStatus } from "./login.ts";
import { AUTH_SITE } from "./operations.ts";
import { areRefused, succeed } from "./outcomes.ts";

const check = checkFor<AuthSession>();
const needs = ["operator"] as const;

/** A login without a password, at a client. */
async function atClient({ pm, account }: AuthSession, clientId: string): Promise<Exchange> {
  const { accessToken, refreshToken } = await pm.cookies(account);
  return pm.login({ accessToken, refreshToken, clientId });
}

/** Somebody who is no operator asks what only operators may; nothing comes of it. */
const isKeptOut = (as: (session: AuthSession) => By | Promise<By>, more: readonly Need[] = []) =>
  check({
    needs: [...needs, ...more],
    act: async (session) => {
      const { pm, newName } = session;
      const by = await as(session);
      const client = await pm.newClient();
      const [clientId, elsewhere] = [newName(), "https://foreign.example/callback"];
      const addition = await pm.addClient({ clientId, redirectUri: elsewhere }, by);
      const secret = await pm.newClientSecret(client.clientId, by);
      const change = await pm.changeClient({ ...client, redirectUri: elsewhere, isActive: true }, by);
      const unknown = await atClient(session, clientId);
      const login = await atClient(session, client.clientId);
      const redemption = await pm.verifyAuthCode(client, login.taken["code"]);
      return { addition, secret, change, unknown, login, redemption };
    },
    control: ({ login }) => succeed(login),
    judge: ({ addition, secret, change, unknown, login, redemption }) => {
      const isElsewhere = String(login.taken["redirectUri"]).startsWith("https://foreign.example");
      return [
        ...areRefused(addition, secret, change, unknown),
        ...succeed(redemption),
        ...expectThat(!isElsewhere, login.step, "the redirect_uri as it was", "the other one"),
      ];
    },
  });

const bearing = (value: string): By => ({ roles: {}, variation: { request: withHeader("authorization", value) } });

/** An operator whose credentials have something changed about them. */
const spoilt =
  (change: (value: string) => string) =>
  async ({ pm }: AuthSession): Promise<By> => {
    const { roles, variation } = await pm.operator();
    const { accessToken } = roles;
    if (isText(accessToken)) return byCookie(change(accessToken));
    const request = (plain: HttpRequest) => mapAuthorization(change)(variation?.request?.(plain) ?? plain);
    const { headers } = request({ kind: "http", method: "POST", url: "http://127.0.0.1/", headers: [] });
    const isThere = headers.some(([name]) => name.toLowerCase() === "authorization");
    if (!isThere) throw new CannotTest("the operator proves itself by other fields than Authorization");
    return { roles, variation: { request } };
  };

/** The status by which somebody is kept out. */
const isRefusedWith = (status: number, as: (session: AuthSession) => By | Promise<By>) =>
  check({
    needs,
    act: async (session) => {
      const { pm, newName } = session;
      const client = { clientId: newName(), redirectUri: "https://shop.example/callback" };
      const by = await as(session);
      const control = await pm.addClient({ ...client, clientId: newName() }, await pm.operator());
      return { control, addition: await pm.addClient(client, by), secret: await pm.newClientSecret(newName(), by) };
    },
    control: ({ control }) => succeed(control),
    judge: ({ addition, secret }) => [...hasStatus(status, addition), ...hasStatus(status, secret)],
  });

/** @throws CannotTest where operators are none of the users: who is logged in as one is nobody to them then */
async function asAUser({ pm, account }: AuthSession): Promise<By> {
  const { accessToken } = (await pm.operator()).roles;
  if (accessToken === undefined) throw new CannotTest("the operator is no user who logs in");
  return byCookie((await pm.cookies(account)).accessToken);
}

/** A client that is to be added has a URI that no browser should be sent to. */
const isNoPlace = (...uris: readonly unknown[]) =>
  check({
    needs,
    act: async ({ pm, newName }): Promise<Evidence & { control: Exchange }> => {
      const operator = await pm.operator();
      const control = await pm.addClient(
        { clientId: newName(), redirectUri: "https://shop.example/callback" },
        operator,
      );
      const attempts: Record<string, Exchange> = {};
      for (const [index, redirectUri] of uris.entries()) {
        attempts[`attempt ${index + 1}`] = await pm.addClient({ clientId: newName(), redirectUri }, operator);
      }
      return { ...attempts, control };
    },
    control: ({ control }) => succeed(control),
    judge: ({ control: _, ...attempts }) => areRefused(...Object.values(attempts)),
  });

/** Checks of what operators do. */
export const operators = {
  "pattmayne.new-client-is-known": {
    "new-client": check({
      needs,
      act: async (session) => {
        const { pm } = session;
        const client = await pm.newClient();
        const login = await atClient(session, client.clientId);
        return { login, redemption: await pm.verifyAuthCode(client, login.taken["code"]) };
      },
      judge: ({ login, redemption }) => succeed(login, redemption),
    }),
    "two-new-clients": check({
      needs,
      act: async (session) => {
        const { pm } = session;
        const [one, other] = [await pm.newClient(), await pm.newClient()];
        const login = await atClient(session, one.clientId);
        const second = await atClient(session, other.clientId);
        return {
          login,
          second,
          redemption: await pm.verifyAuthCode(one, login.taken["code"]),
          secondRedemption: await pm.verifyAuthCode(other, second.taken["code"]),
        };
      },
      judge: ({ login, second, redemption, secondRedemption }) => succeed(login, second, redemption, secondRedemption),
    }),
  },
  "pattmayne.operator-routes-need-an-operator": {
    "nobody-as-operator": isKeptOut(() => NOBODY),
    "user-as-operator": isKeptOut(async ({ pm, account }) => byCookie((await pm.cookies(account)).accessToken)),
    "garbage-token": isKeptOut(() => bearing("Bearer garbage")),
    "empty-token": isKeptOut(() => bearing("Bearer ")),
    "one-character-less": isKeptOut(spoilt((value) => value.slice(0, -1))),
    "basic-scheme": isKeptOut(
      spoilt((value) => (/^Bearer /i.test(value) ? value.replace(/^\w+/, "Basic") : `Basic ${value}`)),
    ),
    "users-token-in-authorization": isKeptOut(async ({ pm, account }) =>
      bearing(`Bearer ${(await pm.cookies(account)).accessToken}`),
    ),
    "client-as-operator": isKeptOut(
      async ({ pm }) => bearing(`Bearer ${(await pm.client()).clientSecret}`),
      ["client"],
    ),
  },
  "pattmayne.guest-is-no-operator": {
    "nobody-as-operator": isRefusedWith(401, () => NOBODY),
  },
  "pattmayne.user-is-no-operator": {
    "user-as-operator": isRefusedWith(403, asAUser),
  },
  "pattmayne.taken-client-id-is-refused": {
    "taken-client-id": check({
      needs,
      act: async (session) => {
        const { pm } = session;
        const client = await pm.newClient();
        const { clientId } = client;
        const elsewhere = { clientId, redirectUri: "https://foreign.example/callback" };
        const attempt = await pm.addClient(elsewhere, await pm.operator());
        const login = await atClient(session, clientId);
        return { attempt, login, redemption: await pm.verifyAuthCode(client, login.taken["code"]) };
      },
      judge: ({ attempt, login, redemption }) => {
        const isElsewhere = String(login.taken["redirectUri"]).startsWith("https://foreign.example");
        return [
          ...areRefused(attempt),
          ...succeed(login, redemption),
          ...expectThat(!isElsewhere, login.step, "the redirect_uri as it was", "the other one"),
        ];
      },
    }),
    "client-id-of-the-auth-app": check({
      needs,
      act: async ({ pm, account }) => {
        const control = await pm.sharedLogin(account);
        const redirectUri = "https://foreign.example/callback";
        const attempt = await pm.addClient({ clientId: AUTH_SITE, redirectUri }, await pm.operator());
        return { control, attempt };
      },
      control: ({ control }) => succeed(control),
      judge: ({ attempt }) => areRefused(attempt),
    }),
  },
  "pattmayne.redirect-uri-is-absolute": {
    "relative-uri": isNoPlace("/callback", "//foreign.example/callback", "callback"),
    "uri-of-another-scheme": isNoPlace("javascript:alert(1)", "data:text/html,x", "ftp://shop.example/callback"),
    "uri-with-a-fragment": isNoPlace("https://shop.example/callback#here"),
    "no-uri": isNoPlace("", undefined, null, 7, ["https://shop.example/callback"]),
  },
} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;
