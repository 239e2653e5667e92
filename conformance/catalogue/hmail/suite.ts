import { wire } from "@authmark/protocols/hmail/wire";
import { type HttpCaller, http as overHttp } from "../../engine/http-caller.ts";
import type { Suite } from "../../engine/suite.ts";
import { clockAhead } from "../../kit/clock-ahead.ts";
import { isText } from "../../kit/prepared.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { RequirementId } from "../../model/requirement.ts";
import type { HttpWire } from "../../model/wire.ts";
import { complete, together, under } from "../catalogue.ts";
import { badInput } from "../common/bad-input.ts";
import { credentials } from "../common/credentials.ts";
import { framing } from "../common/framing.ts";
import { http } from "../common/http.ts";
import { paths } from "../common/paths.ts";
import { type Registrar, registration } from "../common/registration.ts";
import { type Renewal, removal } from "../common/removal.ts";
import { secrets } from "../common/secrets.ts";
import { state } from "../common/state.ts";
import { timing } from "../common/timing.ts";
import { tls } from "../common/tls.ts";
import { tokens } from "../common/tokens.ts";
import { authenticate } from "./authenticate.ts";
import { challenges } from "./challenges.ts";
import { checkAuth } from "./check-auth.ts";
import { createHmailClient, type HmailSession } from "./client.ts";
import { createAccount } from "./create-account.ts";
import { face } from "./face.ts";
import { getHmails } from "./get-hmails.ts";
import { newPasswords } from "./new-password.ts";
import { onceOnly } from "./once-only.ts";
import { ownCircumstances } from "./own-circumstances.ts";
import { plainPort } from "./plain-port.ts";
import { proofs } from "./proofs.ts";
import { refreshAccess } from "./refresh-access.ts";
import { restarts } from "./restarts.ts";
import { sendHmail } from "./send-hmail.ts";
import { shape } from "./shape.ts";

/** How accounts of h-mail come to be. */
const registrar: Registrar<HmailSession> = {
  needs: ["registration", "affordable-registration"],
  newAccount: ({ hmail }, passwordLength) => hmail.newAccount(passwordLength),
  register: ({ hmail }, account) => hmail.register(account),
  registered: "success",
};

/** How an access token of h-mail is replaced by a new one. */
const renewal: Renewal<HmailSession> = {
  lend: ({ hmail }) => hmail.lend(),
  async signIn({ hmail }, account) {
    const { login, access, refresh } = await hmail.signIn(account);
    return { login, access, renew: () => hmail.refreshAccess(refresh) };
  },
  renewed: "success",
};

/** Known deviations. */
const dialects = {
  "bearer-case-sensitive": ["hmail.scheme-is-matched-without-case"],
  "tokens-lost-on-restart": ["hmail.refresh-tokens-survive-a-restart"],
} as const satisfies Record<string, readonly RequirementId[]>;

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
  ...under("hmail", registration(face, registrar)),
  ...under("hmail", state(face)),
  ...under("hmail", http(face)),
  ...under("hmail", paths(face)),
  ...under("hmail", framing(face)),
  ...under("hmail", tls(face)),
  ...under("hmail", removal(face, renewal)),
  ...under("hmail", timing(face)),
};

const own = {
  ...shape,
  ...authenticate,
  ...refreshAccess,
  ...checkAuth,
  ...createAccount,
  ...proofs,
  ...challenges,
  ...onceOnly,
  ...plainPort,
  ...sendHmail,
  ...getHmails,
};

const catalogue = complete<"hmail", HmailSession>()(
  together({ ...common, ...own }, together(ownCircumstances, together(newPasswords, restarts))),
);

/** The suite of h-mail. */
export const hmail: Suite<HttpCaller, Pick<HmailSession, "hmail">> = {
  secretRoles: wire.secrets,
  operations: wire.operations,
  tokenRoles: TOKENS,
  open: (target, means) => overHttp.open(target, wire satisfies HttpWire, means),
  extend: (session, caller, target) => ({ hmail: createHmailClient(caller, session, target) }),
  registration: ({ hmail }) => hmail.isOffered(),
  async register({ hmail }, account) {
    await hmail.registered(account);
  },
  dialects,
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
