import { wire } from "@authmark/protocols/angen/wire";
import { stream } from "../../engine/stream-caller.ts";
import type { StreamCaller } from "../../engine/stream-connection.ts";
import type { Suite } from "../../engine/suite.ts";
import { isText } from "../../kit/prepared.ts";
import type { StreamWire } from "../../model/wire.ts";
import { complete, together } from "../catalogue.ts";
import type { AngenSession } from "./api.ts";
import { createAngenClient } from "./client.ts";
import { dialects } from "./dialects.ts";
import { expiriesOf, expiryOfAnswer } from "./expiry.ts";
import { features } from "./features.ts";
import { CODES } from "./issued-tokens.ts";
import { lineChecks } from "./line-checks.ts";
import { tokensAndAccounts } from "./tokens-and-accounts.ts";

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
