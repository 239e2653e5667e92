import { wire } from "@authmark/protocols/angen/wire";
import { stream } from "../../engine/stream-caller.ts";
import type { StreamCaller } from "../../engine/stream-connection.ts";
import type { Suite } from "../../engine/suite.ts";
import { isText } from "../../kit/prepared.ts";
import type { RequirementId } from "../../model/requirement.ts";
import type { StreamWire } from "../../model/wire.ts";
import { complete, together } from "../catalogue.ts";
import type { AngenSession } from "./api.ts";
import { createAngenClient } from "./client.ts";
import { expiriesOf, expiryOfAnswer } from "./expiry.ts";
import { features } from "./features.ts";
import { CODES } from "./issued-tokens.ts";
import { lineChecks } from "./line-checks.ts";
import { tokensAndAccounts } from "./tokens-and-accounts.ts";

/** Known deviations. */
const dialects = {
  "one-command-per-write": ["angen.commands-of-one-write-are-several", "angen.split-command-is-one"],
  "error-without-message-id": ["angen.error-mirrors-the-message-id"],
  "error-echoes-input": ["angen.error-does-not-echo", "angen.secrets-are-never-echoed"],
  "no-reply-after-revoke": ["angen.revocation-is-answered", "angen.password-change-is-answered"],
  "no-get-token-by-name": ["angen.right-password-yields-a-token"],
} as const satisfies Record<string, readonly RequirementId[]>;

const catalogue = complete<"angen", AngenSession>()(together(tokensAndAccounts, lineChecks));

/** The suite of angen. */
export const angen: Suite<StreamCaller, Pick<AngenSession, "angen">> = {
  secretRoles: wire.secrets,
  operations: wire.operations,
  tokenRoles: CODES,
  roundedByMs: 1000,
  expiriesOf,
  open: (target, means) => stream.open(target, wire satisfies StreamWire, means),
  extend: (own, caller, target) => ({ angen: createAngenClient(caller, own, target) }),
  registration: ({ angen: client }) => client.isOffered(),
  async register({ angen: client }, account) {
    await client.registered(account);
  },
  features,
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
