import { wire } from "@authmark/protocols/getnative/wire";
import { type HttpCaller, http as overHttp } from "../../engine/http-caller.ts";
import { expiringAfter, expiringAt } from "../../engine/lateness.ts";
import type { Suite } from "../../engine/suite.ts";
import { clockAhead } from "../../kit/clock-ahead.ts";
import { isText } from "../../kit/prepared.ts";
import type { RequirementId } from "../../model/requirement.ts";
import type { HttpWire } from "../../model/wire.ts";
import { complete, together, under } from "../catalogue.ts";
import { badInput } from "../common/bad-input.ts";
import { credentials } from "../common/credentials.ts";
import { framing } from "../common/framing.ts";
import { http } from "../common/http.ts";
import { paths } from "../common/paths.ts";
import { type Registrar, registration } from "../common/registration.ts";
import { secrets } from "../common/secrets.ts";
import { state } from "../common/state.ts";
import { timing } from "../common/timing.ts";
import { tls } from "../common/tls.ts";
import { tokens } from "../common/tokens.ts";
import { access } from "./access.ts";
import { challenges } from "./challenges.ts";
import { claims } from "./claims.ts";
import { createGetnativeClient, emailOf, type GetnativeSession } from "./client.ts";
import { deletions } from "./deletion.ts";
import { face } from "./face.ts";
import { features } from "./features.ts";
import { forgeries } from "./forgeries.ts";
import { issuedTokens } from "./issued.ts";
import { keys, publishedIn } from "./keys.ts";
import { lifetimes } from "./lifetime.ts";
import { logins } from "./login.ts";
import { nearMisses } from "./near-misses.ts";
import { ownCircumstances } from "./own-circumstances.ts";
import { passwords } from "./password.ts";
import { readableTokens } from "./readable.ts";
import { refusals } from "./refusals.ts";
import { registrations } from "./registration.ts";
import { sample } from "./sample.ts";
import { shape } from "./shape.ts";
import { sliding } from "./sliding.ts";
import { subjects } from "./subjects.ts";
import { expiryOfToken, tokenOf } from "./tokens.ts";
import { wrongCurrent } from "./wrong-current.ts";

/** How accounts come to be. */
const registrar: Registrar<GetnativeSession> = {
  needs: ["registration"],
  newAccount: ({ gn }, passwordLength) => gn.newAccount(passwordLength),
  register: ({ gn }, account) => gn.register({ ...account }),
  registered: "success",
};

/** Known deviations. */
const dialects = {
  "exp-milliseconds-string": [
    "getnative.expiry-is-a-numeric-date",
    "getnative.token-without-numeric-expiry-is-refused",
  ],
  "quoted-token": ["getnative.token-is-a-compact-jws"],
  "scheme-ignored": ["getnative.other-schemes-are-refused"],
} as const satisfies Record<string, readonly RequirementId[]>;

const TOKENS = ["accessToken"] as const;

/** Of the checks of opaque tokens, those that are about signed ones as well. */
const { "tokens-never-repeat": neverRepeat } = tokens({ sample, tokenRoles: TOKENS });

const { "wrong-method-is-405": wrongMethod, "405-carries-allow": carriesAllow, ...overHttpAlike } = http(face);
/** Where the resource is the account, DELETE is no wrong method on it. */
const { "delete-for-get": _deletion, ...withWrongMethod } = wrongMethod;
const { "delete-for-get": _deletionToo, ...withAllow } = carriesAllow;

const common = {
  ...under("getnative", badInput(face)),
  ...under("getnative", secrets(face)),
  ...under("getnative", { "tokens-never-repeat": neverRepeat }),
  ...under("getnative", credentials(face)),
  ...under("getnative", registration(face, registrar)),
  ...under("getnative", state(face)),
  ...under("getnative", overHttpAlike),
  ...under("getnative", { "wrong-method-is-405": withWrongMethod, "405-carries-allow": withAllow }),
  ...under("getnative", paths(face)),
  ...under("getnative", framing(face)),
  ...under("getnative", tls(face)),
  ...under("getnative", timing(face)),
};

const own = {
  ...shape,
  ...logins,
  ...registrations,
  ...access,
  ...challenges,
  ...sliding,
  ...refusals,
  ...readableTokens,
  ...subjects,
  ...lifetimes,
};

const signed = together(together(forgeries, claims), keys);

const catalogue = complete<"getnative", GetnativeSession>()(
  together(
    together(together(together(common, own), signed), together(issuedTokens, passwords)),
    together(together(deletions, ownCircumstances), together(nearMisses, wrongCurrent)),
  ),
);

/** The suite of GetNative. */
export const getnative: Suite<HttpCaller, Pick<GetnativeSession, "gn">> = {
  secretRoles: wire.secrets,
  operations: wire.operations,
  tokenRoles: TOKENS,
  expiriesOf: (target) => (_, exchange, clockAheadMs) => {
    const { accessMs } = target.lifetimes;
    const told = expiryOfToken(tokenOf(exchange));
    if (told !== undefined) return expiringAt(told);
    return accessMs === undefined ? undefined : expiringAfter(exchange, accessMs, clockAheadMs);
  },
  open: (target, means) => overHttp.open(target, wire satisfies HttpWire, means),
  extend: (session, caller, target) => ({ gn: createGetnativeClient(caller, session, target) }),
  nameOf: emailOf,
  registration: ({ gn }) => gn.isOffered(),
  async register({ gn }, account) {
    await gn.registered(account);
  },
  remove: ({ gn }, account) => gn.remove(account),
  features,
  // What the target's file says of its key is true no longer.
  comesAlone: ({ needs = [] }) => needs.includes("rotate-key-hook"),
  dialects,
  async observe({ gn }, account) {
    const { from: login, token } = await gn.signIn(account);
    const wrong = await gn.login({ ...account, password: `not ${account.password}` });
    const garbage = await gn.account("garbage");
    const good = await gn.account(token);
    const published = await gn.jwks();
    const clockAheadMs = clockAhead([login, wrong, garbage, good]);
    const { username: identity } = good.taken;
    const expiry = expiryOfToken(token);
    return {
      clockAheadMs,
      ...(isText(identity) && { identity }),
      ...(published?.outcome === "success" && { publicKeys: publishedIn(published) }),
      servesAnything: wrong.outcome === "success" && garbage.outcome === "success",
      ...(expiry !== undefined && { accessMs: expiry - login.startedAt - clockAheadMs }),
    };
  },
  catalogue,
};
