import { expectSame, expectThat } from "../../kit/expect.ts";
import { checkFor, type Need } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Catalogue } from "../catalogue.ts";
import type { AuthSession } from "./client.ts";
import { WAYS_TO_A_CODE, type WayToACode } from "./codes-ways.ts";
import { borrowed, connected, handOn, isAlive } from "./connected.ts";
import { succeed } from "./outcomes.ts";
import { areValid } from "./outcomes-of-checks.ts";

const check = checkFor<AuthSession>();

/** A code that came in some way is redeemed; what it yields is valid at once. */
const yields = ({ needs, way }: WayToACode) =>
  check({
    needs,
    act: async (session) => {
      const { pm } = session;
      const { user, coded } = await way(session);
      const redemption = await pm.verifyAuthCode(coded.client, coded.code);
      if (redemption.outcome !== "success") return { from: coded.from, redemption };
      const held = pm.redeemed(coded.client, redemption);
      const use = await isAlive(session, held);
      pm.leave(user);
      return { from: coded.from, redemption, use };
    },
    control: ({ from }) => succeed(from),
    judge: ({ redemption, use }: Evidence & { redemption: Exchange; use?: Exchange }) => [
      ...succeed(redemption),
      ...areValid(use),
    ],
  });

/** Who is named at two clients. */
const twoClients = ["client", "second-client", "disposable-account"] as const satisfies readonly Need[];

/** Checks of the codes that clients redeem. */
export const codes = {
  "pattmayne.code-yields-the-users-token": {
    "code-of-a-login": yields(WAYS_TO_A_CODE["code-of-a-login"]),
    "code-of-a-login-by-cookies": yields(WAYS_TO_A_CODE["code-of-a-login-by-cookies"]),
    "code-of-a-registration": yields(WAYS_TO_A_CODE["code-of-a-registration"]),
    "code-for-another-client": yields(WAYS_TO_A_CODE["code-for-another-client"]),
    "seconds-later": check({
      needs: ["client", "disposable-account"],
      act: async (session) => {
        const { pm, until, targetNow } = session;
        const { user, held } = await borrowed(session);
        const { code, client, from } = await pm.code(user, held.client);
        await until(targetNow(), 2000);
        const redemption = await pm.verifyAuthCode(client, code);
        pm.leave(user);
        return { from, redemption };
      },
      control: ({ from }) => succeed(from),
      judge: ({ redemption }) => succeed(redemption),
    }),
    "two-users": check({
      needs: ["client", "disposable-account"],
      act: async (session) => {
        const { pm } = session;
        const [mine, theirs] = [await borrowed(session), await pm.lend()];
        const their = await pm.connect(theirs, mine.held.client);
        const use = await isAlive(session, mine.held);
        const other = await isAlive(session, their);
        handOn(session, { user: theirs, held: their });
        return { from: their.from, use, other };
      },
      control: ({ from }) => succeed(from),
      judge: ({ use, other }) => areValid(use, other),
    }),
  },
  "pattmayne.code-names-its-user": {
    "two-clients": check({
      needs: twoClients,
      act: async (session) => {
        const { pm } = session;
        // What is borrowed may come of an exchange, which names nobody.
        const { user, held } = await connected(session);
        const me = await pm.me(user);
        const elsewhere = await pm.connect(user, await pm.otherClient());
        handOn(session, { user, held });
        return { me, here: held.from, there: elsewhere.from };
      },
      control: ({ me }) => succeed(me),
      judge: ({ me, here, there }) => [
        ...expectSame(there, "userId", here.taken["userId"]),
        // A target's own answer may tell the user otherwise than by that number.
        ...[here, there].flatMap((each) =>
          me.taken["userId"] === undefined ? [] : expectSame(each, "userId", me.taken["userId"]),
        ),
        ...[here, there].flatMap((each) => expectSame(each, "username", me.taken["username"])),
      ],
    }),
    "two-users": check({
      needs: ["client", "disposable-account"],
      act: async (session) => {
        const { pm } = session;
        const [mine, theirs] = [await pm.lend(), await pm.lend()];
        const client = await pm.client();
        const [myCode, theirCode] = [await pm.code(mine, client), await pm.code(theirs, client)];
        const [my, their] = [await pm.redeem(myCode), await pm.redeem(theirCode)];
        handOn(session, { user: mine, held: my });
        handOn(session, { user: theirs, held: their });
        return { mine: mine.from, theirs: theirs.from, my: my.from, their: their.from };
      },
      control: ({ mine, theirs }) => succeed(mine, theirs),
      judge: ({ mine, theirs, my, their }) => [
        ...expectSame(my, "username", mine.taken["username"]),
        ...expectSame(their, "username", theirs.taken["username"]),
        ...expectThat(
          my.taken["userId"] !== their.taken["userId"],
          their.step,
          "a number of the user's own",
          "another user's number",
        ),
      ],
    }),
  },
} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;
