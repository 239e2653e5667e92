import { randomInt } from "node:crypto";
import type { Session } from "../../engine/session.ts";
import { CannotTest, PreparationFailed } from "../../model/errors.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { Account, Target } from "../../model/target.ts";
import { createClients } from "./acting-clients.ts";
import { createCodes } from "./acting-codes.ts";
import { createOperator } from "./acting-operator.ts";
import { createUsers } from "./acting-users.ts";
import { mailTokenIn } from "./mails.ts";
import { type AuthCaller, createOperations } from "./operations.ts";
import { expiryOf, isYoungAt } from "./tokens.ts";

export type { Coded, Redeemed } from "./acting-codes.ts";
export type { SignedIn } from "./acting-users.ts";

/** What a check of an auth app works with. */
export interface AuthSession extends Session {
  readonly pm: AuthClient;
}

export type AuthClient = ReturnType<typeof createAuthClient>;

/** Creates the client that checks of an auth app ask with: its operations, and the ways in that checks share. */
export function createAuthClient(http: AuthCaller, session: Session, target: Target) {
  const { apps = {} } = target;
  const operations = createOperations(http, session);
  const isYoung = (exchange: Exchange) => isYoungAt(session, exchange, target);
  const operator = createOperator(apps.operator, session, operations.login, isYoung);

  return {
    ...operations,
    ...createClients(apps, session, operations, operator),
    ...createUsers(http, session, operations, target, isYoung),
    ...createCodes(session, operations),
    operator,

    /** The Origin of the auth app's own pages. */
    origin: apps.origin ?? new URL(target.url).origin,

    /** The token of the newest mail to a user; waits up to three seconds for it. Only for checks that need `mailbox`. */
    async mailToken({ email }: Pick<Account, "email">): Promise<string> {
      if (email === undefined) throw new CannotTest("nothing says where the user's mails go: accounts with an email");
      const token = await session.soon(async () => mailTokenIn((await session.mails(email)).at(-1)));
      if (token === undefined) throw new CannotTest(`no mail with a token has come to ${email}: see mailbox`);
      session.secret("mailToken", token);
      return token;
    },

    /** How long a code lives, in milliseconds, where the target file says it. */
    codeMs: target.lifetimes.codeMs,

    /** How many failed logins the target is declared to take from an address; only for checks that need it. */
    failedLogins: target.limits?.failedLogins,

    /** How long an address is suspended then, in milliseconds, where the target file says it. */
    suspensionMs: target.limits?.suspensionMs,

    /** An address of this machine that nobody has asked from; only for checks that need `second-address`. */
    newAddress: () => `127.${randomInt(1, 255)}.${randomInt(256)}.${randomInt(1, 255)}`,

    /** When the signed token of an answer expires, in milliseconds since the epoch by the target's clock. */
    expiryOf: (exchange: Exchange) => expiryOf(session, exchange, target),

    /** Fails where what was to go well did not, before anything is made of it. */
    needSuccess(exchange: Exchange): Exchange {
      if (exchange.outcome !== "success") throw new PreparationFailed(`${exchange.step} did not succeed`, exchange);
      return exchange;
    },
  };
}
