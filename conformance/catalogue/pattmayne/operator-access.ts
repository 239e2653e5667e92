import { expectThat } from "../../kit/expect.ts";
import { mapAuthorization, withHeader } from "../../kit/http.ts";
import { isText } from "../../kit/prepared.ts";
import { checkFor, type Need } from "../../model/check.ts";
import { CannotTest } from "../../model/errors.ts";
import type { HttpRequest } from "../../model/exchange.ts";
import type { Catalogue } from "../catalogue.ts";
import { type By, byCookie, NOBODY } from "./acting-operator.ts";
import type { AuthSession } from "./client.ts";
import { atClient } from "./operator.ts";
import { areRefused, hasStatus, succeed } from "./outcomes.ts";

const check = checkFor<AuthSession>();

const needs = ["operator"] as const;

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

/** Checks of who may do what operators do. */
export const operatorAccess = {
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
} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;
