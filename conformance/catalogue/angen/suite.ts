import { wire } from "@authmark/protocols/angen/wire";
import { stream } from "../../engine/stream-caller.ts";
import type { StreamCaller } from "../../engine/stream-connection.ts";
import type { Suite } from "../../engine/suite.ts";
import { isText } from "../../kit/prepared.ts";
import type { RequirementId } from "../../model/requirement.ts";
import type { StreamWire } from "../../model/wire.ts";
import { type Catalogue, together, under } from "../catalogue.ts";
import { credentials } from "../common/credentials.ts";
import { type Registrar, registration } from "../common/registration.ts";
import { timing } from "../common/timing.ts";
import type { AngenSession } from "./api.ts";
import { createAngenClient } from "./client.ts";
import { expiriesOf, expiryOfAnswer } from "./expiry.ts";
import { face } from "./face.ts";

/** How accounts come to be. */
const registrar: Registrar<AngenSession> = {
  needs: ["registration"],
  newAccount: ({ angen }, passwordLength) => angen.newAccount(passwordLength),
  register: ({ angen }, account) => angen.register({ ...account }),
  registered: "registered",
};

/** Known deviations. */
const dialects = {
  "one-command-per-write": ["angen.commands-of-one-write-are-several", "angen.split-command-is-one"],
  "error-without-message-id": ["angen.error-mirrors-the-message-id"],
  "error-echoes-input": ["angen.error-does-not-echo", "angen.secrets-are-never-echoed"],
  "no-reply-after-revoke": ["angen.revocation-is-answered", "angen.password-change-is-answered"],
  "no-get-token-by-name": ["angen.right-password-yields-a-token"],
} as const satisfies Record<string, readonly RequirementId[]>;

/** A code of a token is as good as the whole of it to who tells tokens apart. */
const TOKENS = ["identifierCode", "renewalCode"] as const;

const common = {
  ...under("angen", credentials(face)),
  ...under("angen", registration(face, registrar)),
  ...under("angen", timing(face)),
};

const catalogue = together(common, {}) satisfies Partial<Catalogue<"angen", AngenSession>>;

/** The suite of angen. */
export const angen: Suite<StreamCaller, Pick<AngenSession, "angen">> = {
  secretRoles: wire.secrets,
  operations: wire.operations,
  tokenRoles: TOKENS,
  roundedByMs: 1000,
  expiriesOf,
  open: (target, means) => stream.open(target, wire satisfies StreamWire, means),
  extend: (own, caller, target) => ({ angen: createAngenClient(caller, own, target) }),
  registration: ({ angen: client }) => client.isOffered(),
  async register({ angen: client }, account) {
    await client.registered(account);
  },
  dialects,
  async observe({ angen: client }, account) {
    const token = await client.signIn(account);
    const wrong = await client.getToken({ username: account.username, password: `not ${account.password}` });
    const garbage = await client.login("garbage");
    const good = await client.login(token.identifierCode);
    const { username: identity } = good.taken;
    const clockAheadMs = client.clockAheadOf(token);
    const expiry = expiryOfAnswer(token.from);
    return {
      clockAheadMs,
      ...(isText(identity) && { identity }),
      // Also where no token logs in, and garbage neither: then nothing tells them apart.
      servesAnything: wrong.outcome === "token" && garbage.outcome === good.outcome,
      ...(expiry !== undefined && { accessMs: expiry - token.from.startedAt - clockAheadMs }),
    };
  },
  catalogue,
};
