import { wire } from "@authmark/protocols/hmail/wire";
import { type HttpCaller, http as overHttp } from "../../engine/http-caller.ts";
import type { Suite } from "../../engine/suite.ts";
import { clockAhead } from "../../kit/clock-ahead.ts";
import { isText } from "../../kit/prepared.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { HttpWire } from "../../model/wire.ts";
import { type Catalogue, together, under } from "../catalogue.ts";
import { badInput } from "../common/bad-input.ts";
import { credentials } from "../common/credentials.ts";
import type { Face } from "../common/face.ts";
import { http } from "../common/http.ts";
import { paths } from "../common/paths.ts";
import { secrets } from "../common/secrets.ts";
import { state } from "../common/state.ts";
import { tokens } from "../common/tokens.ts";
import { authenticate } from "./authenticate.ts";
import { checkAuth } from "./check-auth.ts";
import { createHmailClient, type HmailSession } from "./client.ts";
import { getHmails } from "./get-hmails.ts";
import { ownCircumstances } from "./own-circumstances.ts";
import { refreshAccess } from "./refresh-access.ts";
import { routes, SERVED } from "./routes.ts";
import { sendHmail } from "./send-hmail.ts";
import { shape } from "./shape.ts";

/** h-mail as the common checks see it. */
const face: Face<HmailSession, keyof typeof routes> = {
  login: ({ hmail }, credentials, variation) => hmail.authenticate(credentials, variation),
  rightLogin: ({ hmail, account }) => hmail.login(account),
  loggedIn: "success",
  wrongCredentials: ["failure"],
  access: async ({ hmail }, account) => (await hmail.authorized(account)).access,
  whoAmI: routes["at-check-auth"],
  resources: routes,
  authorized: SERVED,
  unauthorized: ["unauthorized"],
  http: ({ hmail }) => hmail.http,
};

const TOKENS = ["refreshToken", "accessToken"] as const;
const SAMPLE = 8;
const LOGINS = 6;

/** Logins of one user at once, and trades of one refresh token; the checks of tokens look at the same ones. */
async function sample({ hmail, account, shared }: HmailSession): Promise<Record<string, Exchange>> {
  const numbers = Array.from({ length: SAMPLE }, (_, index) => index + 1);
  const logins = await Promise.all(
    numbers
      .slice(0, LOGINS)
      .map((number) => shared(`sample login ${number}`, () => hmail.authenticate({ ...account }))),
  );
  const refresh = logins[0]?.taken["refreshToken"];
  const trades = await Promise.all(
    numbers.map((number) => shared(`sample trade ${number}`, () => hmail.refreshAccess(refresh))),
  );
  const name = (what: string) => (exchange: Exchange, index: number) => [`${what} ${index + 1}`, exchange] as const;
  return Object.fromEntries([...logins.map(name("login")), ...trades.map(name("trade"))]);
}

const common = {
  ...under("hmail", badInput(face)),
  ...under("hmail", secrets(face)),
  ...under("hmail", tokens({ sample, tokenRoles: TOKENS })),
  ...under("hmail", credentials(face)),
  ...under("hmail", state(face)),
  ...under("hmail", http(face)),
  ...under("hmail", paths(face)),
};

const catalogue = {
  ...together(common, ownCircumstances),
  ...shape,
  ...authenticate,
  ...refreshAccess,
  ...checkAuth,
  ...sendHmail,
  ...getHmails,
} satisfies Catalogue<"hmail", HmailSession>;

/** The suite of h-mail. */
export const hmail: Suite<HttpCaller, Pick<HmailSession, "hmail">> = {
  secretRoles: wire.secrets,
  operations: wire.operations,
  tokenRoles: TOKENS,
  open: (target, means) => overHttp.open(target, wire satisfies HttpWire, means),
  extend: (session, caller, { domain = "localhost" }) => ({ hmail: createHmailClient(caller, session, domain) }),
  async observe({ hmail }, account) {
    const { login, trade, access } = await hmail.signIn(account);
    const wrong = await hmail.authenticate({ ...account, password: `not ${account.password}` });
    const garbage = await hmail.checkAuth("garbage");
    const { username: identity } = (await hmail.checkAuth(access)).taken;
    const clockAheadMs = clockAhead([login, trade, wrong, garbage]);
    const lifetime = ({ taken, startedAt }: Exchange) => Number(taken["expiresAt"]) - startedAt - clockAheadMs;
    return {
      clockAheadMs,
      ...(isText(identity) && { identity }),
      servesAnything: wrong.outcome === "success" && garbage.outcome === "success",
      refreshMs: lifetime(login),
      accessMs: lifetime(trade),
    };
  },
  catalogue,
};
