import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { AuthSession, Coded, Redeemed, SignedIn } from "./client.ts";
import { exchanged, isAlive } from "./connected.ts";
import { areRefused, succeed } from "./outcomes.ts";
import { areNotValid, areValid } from "./outcomes-of-checks.ts";

/** Everything that a user has who is logged in all over the place. */
export interface Everywhere {
  readonly user: SignedIn;
  /** The user in another browser, logged in later. */
  readonly elsewhere: SignedIn;
  /** A signed token of a renewal. */
  readonly renewed: string;
  readonly here: Redeemed;
  readonly there: Redeemed;
  /** Codes that nobody has redeemed, for each of the two clients. */
  readonly codes: readonly Coded[];
}

/** A user in two browsers and at two clients, with an exchanged token and with codes; the token here was exchanged. */
export async function everywhere(session: AuthSession, user: SignedIn): Promise<Everywhere> {
  const { pm } = session;
  const elsewhere = await pm.signIn(user.account);
  const [client, other] = [await pm.client(), await pm.otherClient()];
  const first = await pm.connect(elsewhere, client);
  const here = pm.exchanged(first, await exchanged(session, first));
  const there = await pm.connect(elsewhere, other);
  const renewal = await pm.refresh(elsewhere.refreshToken);
  const codes = [await pm.code(elsewhere, client), await pm.code(elsewhere, other)];
  return { user, elsewhere, renewed: String(renewal.taken["accessToken"]), here, there, codes };
}

/** What is good before it ends, as far as it can be tried without ending it. */
export async function goodBefore(
  session: AuthSession,
  all: Everywhere,
): Promise<Evidence & Record<"control", Exchange>> {
  const { pm } = session;
  return {
    control: await pm.me({ accessToken: all.user.accessToken }),
    "control elsewhere": await pm.me({ accessToken: all.elsewhere.accessToken }),
    "control of a renewal": await pm.me({ accessToken: all.renewed }),
    "control here": await isAlive(session, all.here),
    "control there": await isAlive(session, all.there),
  };
}

/** Finds fault where something is not good that is looked at before. */
export const wereGood = (evidence: Evidence): readonly Finding[] =>
  Object.values(evidence)
    .filter(({ step }) => step.startsWith("control"))
    .flatMap((each) => ("isValid" in each.taken ? areValid(each) : succeed(each)));

/** What is tried of each kind once it has ended; nothing of it may be good. */
export const TRIES = {
  tokens: async (session, { user, elsewhere, here, there }) => ({
    "try here": await isAlive(session, here),
    "try there": await isAlive(session, there),
    "exchange here": await exchanged(session, here),
    "exchange there": await exchanged(session, there),
    "refresh in a browser": await session.pm.refresh(user.refreshToken),
    "refresh in another browser": await session.pm.refresh(elsewhere.refreshToken),
  }),
  jwts: async ({ pm }, { user, elsewhere, renewed }) => ({
    "use in a browser": await pm.me({ accessToken: user.accessToken }),
    "use in another browser": await pm.me({ accessToken: elsewhere.accessToken }),
    "use of a renewal": await pm.me({ accessToken: renewed }),
    "use with both cookies": await pm.me(elsewhere),
    "login by cookies": await pm.login({ ...cookiesOf(elsewhere), clientId: (await pm.client()).clientId }),
  }),
  codes: async ({ pm }, { codes }) =>
    Object.fromEntries(
      await Promise.all(
        codes.map(
          async ({ client, code }, index) => [`code ${index + 1}`, await pm.verifyAuthCode(client, code)] as const,
        ),
      ),
    ),
} as const satisfies Record<string, (session: AuthSession, all: Everywhere) => Promise<Evidence>>;

const cookiesOf = ({ accessToken, refreshToken }: SignedIn) => ({ accessToken, refreshToken });

/** Finds fault with each try that shows something alive. */
export const areDead = (evidence: Evidence): readonly Finding[] =>
  Object.values(evidence).flatMap((each) => (each.step.startsWith("try") ? areNotValid(each) : areRefused(each)));
