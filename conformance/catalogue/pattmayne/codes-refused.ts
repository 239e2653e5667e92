import { expectSame } from "../../kit/expect.ts";
import { withBody } from "../../kit/http.ts";
import { oneByOne } from "../../kit/one-by-one.ts";
import { altered, tokenInOtherCase, truncated } from "../../kit/tokens.ts";
import { checkFor, type Need } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Catalogue } from "../catalogue.ts";
import type { AuthSession, Coded } from "./client.ts";
import { borrowed, type Connected, connected, handOn, isAlive } from "./connected.ts";
import { areRefused, succeed } from "./outcomes.ts";
import { areValid } from "./outcomes-of-checks.ts";

const check = checkFor<AuthSession>();
const OWN = ["client", "disposable-account"] as const satisfies readonly Need[];
const TWO = [...OWN, "second-client"] as const satisfies readonly Need[];

/** A code of its own that is sent otherwise than it should be; another one is good. */
const spoilt = (spoil: (coded: Coded, connected: Connected, session: AuthSession) => readonly unknown[]) =>
  check({
    needs: OWN,
    async act(session): Promise<Evidence & { control: Exchange }> {
      const { pm } = session;
      const connected = await borrowed(session);
      const { user, held } = connected;
      const coded = await pm.code(user, held.client);
      const attempts = spoil(coded, connected, session).map((code) => () => pm.verifyAuthCode(held.client, code));
      const asked = await oneByOne("attempt", attempts);
      const good = await pm.code(user, held.client);
      const control = await pm.verifyAuthCode(held.client, good.code);
      pm.leave(user);
      return { ...asked, control };
    },
    control: ({ control }) => succeed(control),
    judge: ({ control: _, ...attempts }) => areRefused(...Object.values(attempts)),
  });

/** A code for one client, redeemed by another; that one's own is good. */
const byAnother = (
  which: (session: AuthSession) => Promise<readonly [Coded["client"], Coded["client"]]>,
  needs: readonly Need[],
) =>
  check({
    needs,
    async act(session) {
      const { pm } = session;
      const { user } = await borrowed(session);
      const [owner, thief] = await which(session);
      const { code } = await pm.code(user, owner);
      const attempt = await pm.verifyAuthCode(thief, code);
      const good = await pm.code(user, thief);
      const control = await pm.verifyAuthCode(thief, good.code);
      pm.leave(user);
      return { attempt, control };
    },
    control: ({ control }) => succeed(control),
    judge: ({ attempt }) => areRefused(attempt),
  });

/** Checks of codes that were never good for who sends them. */
export const refusedCodes = {
  "pattmayne.code-is-its-clients-own": {
    "code-for-another-client": byAnother(async ({ pm }) => [await pm.otherClient(), await pm.client()], TWO),
    "at-another-client": byAnother(async ({ pm }) => [await pm.client(), await pm.otherClient()], TWO),
    "at-a-new-client": byAnother(async ({ pm }) => [await pm.client(), await pm.newClient()], [...OWN, "operator"]),
  },
  "pattmayne.unknown-code-is-refused": {
    "altered-codes": spoilt(({ code }) => [
      altered(code),
      altered(code, "start"),
      altered(code, "end"),
      tokenInOtherCase(code),
      truncated(code),
      code.slice(0, -1),
      `${code}A`,
      `${code} `,
      `${code}\0x`,
    ]),
    "no-code": spoilt(() => [undefined, "", "garbage", null, true, 7, { $ne: null }, ["garbage"]]),
    "tokens-for-a-code": spoilt((_, { user, held }) => [
      held.refreshToken,
      user.refreshToken,
      user.accessToken,
      held.client.clientSecret,
      user.account.username,
    ]),
  },
  "pattmayne.code-names-its-user": {
    "another-users-number-in-the-body": check({
      needs: OWN,
      async act(session) {
        const { pm } = session;
        // What is borrowed may come of an exchange, which names nobody.
        const [mine, theirs] = [await connected(session), await borrowed(session)];
        const { client } = mine.held;
        const { code } = await pm.code(mine.user, client);
        const { userId } = theirs.held;
        const body = { client_id: client.clientId, client_secret: client.clientSecret, code, user_id: userId };
        const redemption = await pm.verifyAuthCode(client, code, { request: withBody(JSON.stringify(body)) });
        const use = await isAlive(session, theirs.held);
        handOn(session, theirs);
        pm.leave(mine.user);
        return { mine: mine.held.from, redemption, use };
      },
      control: ({ mine }) => succeed(mine),
      // What is unknown in a request may be refused.
      judge: ({ mine, redemption, use }) => [
        ...(redemption.outcome === "success"
          ? expectSame(redemption, "userId", mine.taken["userId"])
          : areRefused(redemption)),
        ...areValid(use),
      ],
    }),
  },
} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;
