import { oneByOne } from "../../kit/one-by-one.ts";
import { likeBase64 } from "../../kit/tokens.ts";
import { checkFor, type Need } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import type { AuthSession, Redeemed } from "./client.ts";
import { afterExchange, askAbout, borrowed, type Connected, handOn, isAlive } from "./connected.ts";
import { NOBODIES } from "./nobodies.ts";
import { areNotValid, areValid } from "./outcomes-of-checks.ts";
import { spoiltInABody } from "./spoilt.ts";
import { tokenOfAnotherClient } from "./tokens-of-two-clients.ts";

const check = checkFor<AuthSession>();

const OWN = ["client", "disposable-account"] as const satisfies readonly Need[];

/** A token, and what happens to others before it is asked about. */
const stays = (
  meanwhile: (session: AuthSession, connected: Connected) => Promise<unknown>,
  needs: readonly Need[] = [],
) =>
  check({
    needs: [...OWN, ...needs],
    async act(session) {
      const connected = await borrowed(session);
      const control = await isAlive(session, connected.held);
      await meanwhile(session, connected);
      const use = await isAlive(session, connected.held);
      session.pm.leave(connected.user);
      return { control, use };
    },
    control: ({ control }) => areValid(control),
    judge: ({ use }) => areValid(use),
  });

/** Questions in the place of a good one, which is asked before. */
const questions = (
  ask: (
    session: AuthSession,
    connected: Connected,
  ) => readonly (() => Promise<Exchange>)[] | Promise<readonly (() => Promise<Exchange>)[]>,
  judge: (...attempts: readonly Exchange[]) => readonly Finding[] = areNotValid,
  needs: readonly Need[] = [],
) =>
  check({
    needs: [...OWN, ...needs],
    async act(session): Promise<Evidence & { control: Exchange }> {
      const connected = await borrowed(session);
      const control = await isAlive(session, connected.held);
      const attempts = await oneByOne("attempt", await ask(session, connected));
      handOn(session, connected);
      return { ...attempts, control };
    },
    control: ({ control }) => areValid(control),
    judge: ({ control: _, ...attempts }) => judge(...Object.values(attempts)),
  });

/** Tokens in the place of a good one. */
const tokens = (spoil: (held: Redeemed, connected: Connected, session: AuthSession) => readonly unknown[]) =>
  questions((session, connected) =>
    spoil(connected.held, connected, session).map((token) => () => askAbout(session, connected.held, token)),
  );

/** What has replaced a token. */
const replaced = (replace: (session: AuthSession, connected: Connected) => Promise<Redeemed>) =>
  check({
    needs: OWN,
    async act(session) {
      const { user, held } = await borrowed(session);
      const before = await isAlive(session, held);
      const next = await replace(session, { user, held });
      const [attempt, control] = [await isAlive(session, held), await isAlive(session, next)];
      handOn(session, { user, held: next });
      return { before, attempt, control };
    },
    control: ({ before, control }) => areValid(before, control),
    judge: ({ attempt }) => areNotValid(attempt),
  });

/** Checks of what a client is told of a refresh token. */
export const validity = {
  "pattmayne.living-token-is-valid": {
    "asked-five-times": questions(
      (session, { held }) => Array.from({ length: 5 }, () => () => isAlive(session, held)),
      areValid,
    ),
    "after-another-login": stays(async ({ pm }, { user }) => pm.signIn(user.account)),
    "after-a-login-at-another-client": stays(
      async ({ pm }, { user }) => pm.connect(user, await pm.otherClient()),
      ["second-client"],
    ),
    "after-another-users-login": stays(async ({ pm }, { held }) => {
      const other = await pm.lend();
      await pm.connect(other, held.client);
      pm.leave(other);
    }),
    "at-three-clients": stays(
      async ({ pm }, { user }) => {
        await pm.connect(user, await pm.otherClient());
        await pm.connect(user, await pm.newClient());
      },
      ["second-client", "operator"],
    ),
  },
  "pattmayne.dead-token-is-not-valid": {
    "altered-token": tokens(({ refreshToken }) => spoiltInABody(refreshToken)),
    "no-token": tokens(() => [undefined, "", "garbage", null, true, 7, { $ne: null }]),
    "random-token": tokens(({ refreshToken }, _, { random }) => [likeBase64(refreshToken, random)]),
    "other-tokens-of-the-user": tokens(({ client }, { user }) => [
      user.refreshToken,
      user.accessToken,
      user.account.username,
      client.clientSecret,
    ]),
    "replaced-by-a-code": replaced(({ pm }, { user, held }) => pm.connect(user, held.client)),
    "replaced-by-an-exchange": replaced((session, { held }) => afterExchange(session, held)),
  },
  "pattmayne.token-is-its-users-own": {
    "number-of-another-user": questions(async (session, { held }) => {
      const other = await borrowed(session);
      handOn(session, other);
      return [
        () => session.pm.checkRefresh(held.client, { userId: other.held.userId, refreshToken: held.refreshToken }),
        () => session.pm.checkRefresh(held.client, { userId: held.userId, refreshToken: other.held.refreshToken }),
      ];
    }),
    "number-of-nobody": questions(({ pm }, { held: { client, refreshToken } }) =>
      NOBODIES.map((userId) => () => pm.checkRefresh(client, { userId, refreshToken })),
    ),
  },
  "pattmayne.token-is-its-clients-own": {
    "token-of-another-client": tokenOfAnotherClient(askAbout, areNotValid),
  },
} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;
