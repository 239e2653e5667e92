import { oneByOne } from "../../kit/one-by-one.ts";
import { checkFor } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Catalogue } from "../catalogue.ts";
import type { AuthSession, Coded } from "./client.ts";
import { WAYS_TO_A_CODE, type WayToACode } from "./codes-ways.ts";
import { areRefused, succeed } from "./outcomes.ts";

const check = checkFor<AuthSession>();

/** A code is good for about a minute; two are surely over it, whatever is declared. */
const OVER_MS = 120_000;

/** A code that is redeemed, and what is sent in its place afterwards. */
const spent = ({ needs, way }: WayToACode, again: (session: AuthSession, coded: Coded) => Promise<Evidence>) =>
  check({
    needs,
    async act(session): Promise<Evidence & { control: Exchange }> {
      const { pm } = session;
      const { user, coded } = await way(session);
      const control = await pm.verifyAuthCode(coded.client, coded.code);
      const attempts = await again(session, coded);
      pm.leave(user);
      return { ...attempts, control };
    },
    control: ({ control }) => succeed(control),
    judge: ({ control: _, ...attempts }) => areRefused(...Object.values(attempts)),
  });

const thrice = ({ pm }: AuthSession, { client, code }: Coded) =>
  oneByOne(
    "attempt",
    Array.from({ length: 3 }, () => () => pm.verifyAuthCode(client, code)),
  );

/** A code that nobody redeems in its time; another one is good at once. */
const late = ({ needs, way }: WayToACode) =>
  check({
    needs,
    async act(session) {
      const { pm, until, expiryOf } = session;
      const { coded: good } = await way(session);
      const control = await pm.verifyAuthCode(good.client, good.code);
      const { coded, user } = await way(session);
      await until(expiryOf(coded.from, Math.min(pm.codeMs ?? OVER_MS, OVER_MS)));
      const attempt = await pm.verifyAuthCode(coded.client, coded.code);
      pm.leave(user);
      return { control, attempt };
    },
    control: ({ control }) => succeed(control),
    judge: ({ attempt }) => areRefused(attempt),
  });

/** Checks of codes that were good: they are used up, or their time is over. */
export const codesThatAreOver = {
  "pattmayne.spent-code-is-refused": {
    "code-of-a-login": spent(WAYS_TO_A_CODE["code-of-a-login"], thrice),
    "code-of-a-login-by-cookies": spent(WAYS_TO_A_CODE["code-of-a-login-by-cookies"], thrice),
    "code-of-a-registration": spent(WAYS_TO_A_CODE["code-of-a-registration"], thrice),
    "code-for-another-client": spent(WAYS_TO_A_CODE["code-for-another-client"], thrice),
    "seconds-later": spent(WAYS_TO_A_CODE["code-of-a-login-by-cookies"], async (session, coded) => {
      await session.until(session.targetNow(), 3000);
      return thrice(session, coded);
    }),
    "blanks-behind": spent(WAYS_TO_A_CODE["code-of-a-login-by-cookies"], async ({ pm }, { client, code }) => ({
      attempt: await pm.verifyAuthCode(client, `${code} `),
    })),
  },
  "pattmayne.code-expires": {
    "code-of-a-login-by-cookies": late(WAYS_TO_A_CODE["code-of-a-login-by-cookies"]),
    "code-of-a-login": late(WAYS_TO_A_CODE["code-of-a-login"]),
    "code-for-another-client": late(WAYS_TO_A_CODE["code-for-another-client"]),
  },
} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;
