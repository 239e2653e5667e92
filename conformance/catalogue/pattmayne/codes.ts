import { expectSame, expectThat } from "../../kit/expect.ts";
import { isNumber } from "../../kit/prepared.ts";
import { checkFor, type Need } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import { tokens } from "../common/tokens.ts";
import type { AuthSession } from "./client.ts";
import { WAYS_TO_A_CODE, type WayToACode } from "./codes-ways.ts";
import { borrowed, connected, handOn, isAlive } from "./connected.ts";
import { succeed } from "./outcomes.ts";
import { areValid } from "./outcomes-of-checks.ts";

const check = checkFor<AuthSession>();
const SAMPLE = 6;
const TEN_YEARS_MS = 10 * 365 * 86_400_000;

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

/** Finds fault with an expiry that is no number of seconds, or not ahead. */
export function isAhead(exchange: Exchange): readonly Finding[] {
  const { expiresAt } = exchange.taken;
  const ahead = isNumber(expiresAt) ? 1000 * expiresAt - exchange.startedAt : Number.NaN;
  const fine = Number.isSafeInteger(expiresAt) && ahead > 0 && ahead < TEN_YEARS_MS;
  return expectThat(
    fine,
    exchange.step,
    "expires_at in whole seconds, in the future",
    JSON.stringify(expiresAt) ?? "none",
  );
}

/** Codes for one user at once; the checks of codes look at the same ones. */
const sampleOfCodes = async (session: AuthSession): Promise<Evidence> => {
  const { pm, shared } = session;
  const client = await pm.client();
  const codes = session.stock<Promise<Record<string, Exchange>>>("codes of a sample");
  codes[0] ??= (async () => {
    const { from, accessToken, refreshToken } = await pm.lend();
    const all = await Promise.all(
      Array.from({ length: SAMPLE }, (_, index) =>
        shared(`sample code ${index + 1}`, () => pm.login({ accessToken, refreshToken, clientId: client.clientId })),
      ),
    );
    return Object.fromEntries([["login", from], ...all.map((each, index) => [`code ${index + 1}`, each] as const)]);
  })();
  const all = await codes[0];
  return Object.fromEntries(Object.entries(all).map(([name, each]) => [name, session.adopt(each)]));
};

const {
  "token-encodes-16-bytes": long,
  "tokens-share-no-structure": unlike,
  "tokens-are-unrelated": unrelated,
  "tokens-never-repeat": once,
} = tokens<AuthSession>({ sample: sampleOfCodes, tokenRoles: ["code"] });

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
  "pattmayne.code-encodes-16-bytes": long,
  "pattmayne.codes-never-repeat": once,
  "pattmayne.tokens-share-no-structure": { "a-sample-of-codes": unlike["a-sample-of-tokens"] },
  "pattmayne.tokens-are-unrelated": { "a-sample-of-codes": unrelated["a-sample-of-tokens"] },
} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;
