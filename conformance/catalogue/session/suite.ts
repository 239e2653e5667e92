import { wire } from "@authmark/protocols/session/wire";
import { type HttpCaller, http as overHttp } from "../../engine/http-caller.ts";
import type { Suite } from "../../engine/suite.ts";
import { clockAhead } from "../../kit/clock-ahead.ts";
import { isText } from "../../kit/prepared.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { HttpWire } from "../../model/wire.ts";
import { complete, together, under } from "../catalogue.ts";
import { badInput } from "../common/bad-input.ts";
import { credentials } from "../common/credentials.ts";
import { framing } from "../common/framing.ts";
import { http } from "../common/http.ts";
import { paths } from "../common/paths.ts";
import { type Renewal, removal } from "../common/removal.ts";
import { secrets } from "../common/secrets.ts";
import { state } from "../common/state.ts";
import { timing } from "../common/timing.ts";
import { tls } from "../common/tls.ts";
import { tokens } from "../common/tokens.ts";
import { access } from "./access.ts";
import { createFlowClient, type FlowSession } from "./client.ts";
import { cookies } from "./cookies.ts";
import { accessExpiry, refreshExpiry } from "./expiry.ts";
import { face } from "./face.ts";
import { features } from "./features.ts";
import { foreignPages } from "./foreign-pages.ts";
import { expiriesOf } from "./lifetimes.ts";
import { logins } from "./login.ts";
import { logouts } from "./logout.ts";
import { logoutRaces } from "./logout-race.ts";
import { lostResponses } from "./lost-response.ts";
import { observePolicy } from "./observe-policy.ts";
import { ownCircumstances } from "./own-circumstances.ts";
import { races } from "./races.ts";
import { reuse } from "./reuse.ts";
import { rotation } from "./rotation.ts";
import { sample } from "./sample.ts";
import { shape } from "./shape.ts";
import { shortfalls } from "./shortfalls.ts";

const TOKENS = ["refreshToken", "accessToken"] as const;

/** How a session goes on, for accounts that are removed meanwhile. */
const renewal: Renewal<FlowSession> = {
  lend: async ({ lease }) => lease(),
  async signIn({ flow }, account) {
    let pair = await flow.begin(account);
    return {
      login: pair.from,
      get access() {
        return pair.access;
      },
      async renew() {
        const answer = await flow.refresh(pair.refresh);
        if (answer.outcome === "success") pair = flow.after(pair, answer);
        return answer;
      },
    };
  },
  renewed: "success",
};

const common = {
  ...under("session", badInput(face)),
  ...under("session", secrets(face)),
  ...under("session", tokens({ sample, tokenRoles: TOKENS })),
  ...under("session", credentials(face)),
  ...under("session", state(face)),
  ...under("session", http(face)),
  ...under("session", paths(face)),
  ...under("session", framing(face)),
  ...under("session", tls(face)),
  ...under("session", removal(face, renewal)),
  ...under("session", timing(face)),
};

const own = {
  ...shape,
  ...logins,
  ...access,
  ...rotation,
  ...reuse,
  ...races,
  ...lostResponses,
  ...logouts,
  ...logoutRaces,
  ...cookies,
  ...foreignPages,
};

const catalogue = complete<"session", FlowSession>()(
  together(together({ ...common, ...own }, { ...accessExpiry, ...refreshExpiry }), ownCircumstances),
);

/** The suite of the session flow. */
export const session: Suite<HttpCaller, Pick<FlowSession, "flow">> = {
  secretRoles: wire.secrets,
  operations: wire.operations,
  tokenRoles: TOKENS,
  expiriesOf,
  roundedByMs: 1000,
  open: (target, means) => overHttp.open(target, wire satisfies HttpWire, means),
  extend: (own, caller, target) => ({ flow: createFlowClient(caller, own, target) }),
  features,
  shortfalls,
  // A logout that ends all sessions of its user ends those of other checks.
  comesAlone: ({ needs = [] }, { policy }) => policy?.logoutScope === "user" && needs.includes("logout-operation"),
  dialects: {},
  async observe({ flow }, account) {
    const { from: login, access: token } = await flow.begin(account);
    const wrong = await flow.login({ ...account, password: `not ${account.password}` });
    const garbage = await flow.whoAmI("garbage");
    const good = await flow.whoAmI(token);
    const clockAheadMs = clockAhead([login, wrong, garbage, good]);
    const { username: identity } = good.taken;
    const lifetime = (kind: "access" | "refresh", exchange: Exchange) => flow.lifetimeOf(kind, exchange);
    const [accessMs, refreshMs] = [lifetime("access", login), lifetime("refresh", login)];
    return {
      clockAheadMs,
      ...(isText(identity) && { identity }),
      servesAnything: wrong.outcome === "success" && garbage.outcome === "success",
      ...(accessMs !== undefined && { accessMs }),
      ...(refreshMs !== undefined && { refreshMs }),
    };
  },
  observePolicy,
  catalogue,
};
