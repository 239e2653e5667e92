import { under } from "../catalogue.ts";
import { badInput } from "../common/bad-input.ts";
import { credentials } from "../common/credentials.ts";
import { framing } from "../common/framing.ts";
import { http } from "../common/http.ts";
import { paths } from "../common/paths.ts";
import { type Registrar, registration } from "../common/registration.ts";
import { type Renewal, removal } from "../common/removal.ts";
import { secrets } from "../common/secrets.ts";
import { stateInCookies } from "../common/state.ts";
import { timing } from "../common/timing.ts";
import { tls } from "../common/tls.ts";
import { tokens } from "../common/tokens.ts";
import type { AuthSession } from "./client.ts";
import { emailOf } from "./credentials.ts";
import { face } from "./face.ts";
import { inCookies } from "./in-cookies.ts";
import { sample } from "./sample.ts";

/** How accounts come to be. */
const registrar: Registrar<AuthSession> = {
  needs: ["registration"],
  newAccount: ({ pm }, passwordLength) => pm.newAccount(passwordLength),
  register: ({ pm }, account) => pm.register({ email: emailOf(account.username), ...account }),
  registered: "success",
};

/** How a session goes on, for accounts that are removed meanwhile. */
const renewal: Renewal<AuthSession> = {
  lend: async ({ pm }) => (await pm.lend()).account,
  async signIn({ pm }, account) {
    const user = await pm.signIn(account);
    return { login: user.from, access: user.accessToken, renew: () => pm.refresh(user.refreshToken) };
  },
  renewed: "success",
};

const TOKENS = ["refreshToken"] as const;
/** Of a signed token nothing but its signature counts; of what is issued, none repeats. */
const { "tokens-never-repeat": neverRepeat } = tokens({ sample, tokenRoles: ["accessToken", ...TOKENS] });

/** Checks of the common requirements that auth apps keep. */
export const common = {
  ...under("pattmayne", badInput(face)),
  ...under("pattmayne", secrets(face)),
  ...under("pattmayne", { ...tokens({ sample, tokenRoles: TOKENS }), "tokens-never-repeat": neverRepeat }),
  ...under("pattmayne", credentials(face)),
  ...under("pattmayne", registration(face, registrar)),
  ...under("pattmayne", removal(face, renewal)),
  ...under("pattmayne", stateInCookies(face)),
  ...under("pattmayne", inCookies(http(face))),
  ...under("pattmayne", paths(face)),
  ...under("pattmayne", framing(face)),
  ...under("pattmayne", tls(face)),
  ...under("pattmayne", timing(face)),
};
