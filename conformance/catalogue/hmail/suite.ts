import { wire } from "@authmark/protocols/hmail/wire";
import { type HttpCaller, http as overHttp } from "../../engine/http-caller.ts";
import type { Observed, Suite } from "../../engine/suite.ts";
import { fields } from "../../kit/http.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { HttpWire } from "../../model/wire.ts";
import { type Catalogue, under } from "../catalogue.ts";
import { badInput } from "../common/bad-input.ts";
import { credentials } from "../common/credentials.ts";
import type { Face } from "../common/face.ts";
import { http } from "../common/http.ts";
import { secrets } from "../common/secrets.ts";
import { state } from "../common/state.ts";
import { authenticate } from "./authenticate.ts";
import { checkAuth } from "./check-auth.ts";
import { createHmailClient, type HmailSession } from "./client.ts";
import { mails } from "./mails.ts";
import { refreshAccess } from "./refresh-access.ts";
import { shape } from "./shape.ts";

/** h-mail as the common checks see it. */
const face: Face<HmailSession> = {
  login: ({ hmail }, credentials, variation) => hmail.authenticate(credentials, variation),
  rightLogin: ({ hmail, account }) => hmail.login(account),
  loggedIn: "success",
  wrongCredentials: ["failure"],
  access: async ({ hmail }, account) => (await hmail.authorized(account)).access,
  resource: ({ hmail }, accessToken, variation) => hmail.checkAuth(accessToken, variation),
  authorized: "success",
  unauthorized: ["unauthorized"],
  http: ({ hmail }) => hmail.http,
};

const SAMPLE = 4;

/** Logins and trades of one user at once; the checks of tokens look at the same ones. */
async function sample({ hmail, account, shared }: HmailSession): Promise<Record<string, Exchange>> {
  const issue = async (index: number) => {
    const login = await shared(`sample login ${index}`, () => hmail.authenticate({ ...account }));
    const refresh = login.taken["refreshToken"];
    const trade = await shared(`sample trade ${index}`, () => hmail.refreshAccess(refresh));
    return [[`login ${index}`, login] as const, [`trade ${index}`, trade] as const];
  };
  const issued = await Promise.all(Array.from({ length: SAMPLE }, (_, index) => issue(index + 1)));
  return Object.fromEntries(issued.flat());
}

const catalogue = {
  ...under("hmail", badInput(face)),
  ...under("hmail", secrets(face, { sample, tokenRoles: ["refreshToken", "accessToken"] })),
  ...under("hmail", credentials(face)),
  ...under("hmail", state(face)),
  ...under("hmail", http(face)),
  ...shape,
  ...authenticate,
  ...refreshAccess,
  ...checkAuth,
  ...mails,
} satisfies Catalogue<"hmail", HmailSession>;

/** The suite of h-mail. */
export const hmail: Suite<HttpCaller, Pick<HmailSession, "hmail">> = {
  secretRoles: wire.secrets,
  open: (target) => overHttp.open(target, wire satisfies HttpWire),
  extend: (session, caller, { domain = "localhost" }) => ({ hmail: createHmailClient(caller, session, domain) }),
  async observe({ hmail }, account) {
    const { login, trade, refreshExpiresAt, accessExpiresAt } = await hmail.signIn(account);
    const wrong = await hmail.authenticate({ ...account, password: `not ${account.password}` });
    const garbage = await hmail.checkAuth("garbage");
    const clockAheadMs = clockAhead(login);
    return {
      clockAheadMs,
      servesAnything: wrong.outcome === "success" && garbage.outcome === "success",
      refreshMs: refreshExpiresAt - login.startedAt - clockAheadMs,
      accessMs: accessExpiresAt - trade.startedAt - clockAheadMs,
    };
  },
  catalogue,
};

/** How far the target's clock is ahead, by its Date field; within the field's own second it counts as not at all. */
function clockAhead(exchange: Exchange): Observed["clockAheadMs"] {
  const date = Date.parse(fields(exchange, "date")[0] ?? "");
  const ahead = date + 500 - (exchange.startedAt + exchange.durationMs / 2);
  return Math.abs(ahead) > 1500 ? ahead : 0;
}
