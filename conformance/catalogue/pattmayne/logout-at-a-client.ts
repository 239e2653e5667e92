import { expectThat } from "../../kit/expect.ts";
import { statusOf } from "../../kit/http.ts";
import { oneByOne } from "../../kit/one-by-one.ts";
import { checkFor, type Need } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import { goodFor } from "./browser-operations.ts";
import type { AuthSession } from "./client.ts";
import { connected, isAlive } from "./connected.ts";
import { AT_A_CLIENT, type Ending } from "./endings.ts";
import { byEach, ends, isBack, revivesNothing } from "./logged-out.ts";
import { succeed } from "./outcomes.ts";
import { areValid } from "./outcomes-of-checks.ts";
import type { TRIES } from "./sessions.ts";

const check = checkFor<AuthSession>();
const OWN = ["client", "disposable-account"] as const satisfies readonly Need[];

/** Each kind of what a logout ends, by each ending; the kind is told behind the ending's name. */
const endsEach = (what: keyof typeof TRIES) => byEach(AT_A_CLIENT, (ending: Ending) => ends(ending, what));
const { "at-a-client": tokensHere, "at-another-client": tokensThere } = endsEach("tokens");
const { "at-a-client": jwtsHere, "at-another-client": jwtsThere } = endsEach("jwts");
const { "at-a-client": codesHere, "at-another-client": codesThere } = endsEach("codes");

/** Finds fault with a confirmation that is no 200. */
const are200 = (...attempts: readonly Exchange[]): readonly Finding[] =>
  attempts.flatMap((each) => expectThat(statusOf(each) === 200, each.step, "200", each.said));

/** Checks of logouts that clients ask for. */
export const logoutsAtAClient = {
  "pattmayne.logout-at-a-client-ends-every-token": {
    "tokens-after-a-logout-at-a-client": tokensHere,
    "tokens-after-a-logout-at-another-client": tokensThere,
    "jwts-after-a-logout-at-a-client": jwtsHere,
    "jwts-after-a-logout-at-another-client": jwtsThere,
    "codes-after-a-logout-at-a-client": codesHere,
    "codes-after-a-logout-at-another-client": codesThere,
  },
  "pattmayne.logout-of-nobody-is-confirmed": {
    "logout-twice": check({
      needs: OWN,
      async act(session) {
        const { pm } = session;
        const { user, held } = await connected(session);
        const control = await pm.extLogout(held.client, held.userId);
        const again = await pm.extLogout(held.client, held.userId);
        pm.leave(user);
        return { control, again };
      },
      control: ({ control }) => succeed(control),
      judge: ({ control, again }) => are200(control, again),
    }),
    "logged-out-at-home": check({
      needs: OWN,
      async act(session) {
        const { pm } = session;
        const { user, held } = await connected(session);
        const control = await pm.logout(user);
        const attempt = await pm.extLogout(held.client, held.userId);
        pm.leave(user);
        return { control, attempt };
      },
      control: ({ control }) => succeed(control),
      judge: ({ attempt }) => are200(attempt),
    }),
    "number-of-nobody": check({
      needs: OWN,
      async act(session) {
        const { pm } = session;
        const { user, held } = await connected(session);
        const nobody = typeof held.userId === "number" ? 2 ** 31 - 7 : `${held.userId}0`;
        const attempt = await pm.extLogout(held.client, nobody);
        const control = await isAlive(session, held);
        pm.leave(user);
        return { control, attempt };
      },
      control: ({ control }) => areValid(control),
      judge: ({ attempt }) => are200(attempt),
    }),
  },
  "pattmayne.logout-at-a-client-needs-its-secret": {
    "wrong-secrets": check({
      needs: [...OWN, "second-client"],
      async act(session): Promise<Evidence & Record<"control" | "use" | "renewal" | "connection", Exchange>> {
        const { pm, newSecret } = session;
        const { user, held } = await connected(session);
        const other = await pm.otherClient();
        const control = await isAlive(session, held);
        const { clientId, clientSecret } = held.client;
        const askers = [
          newSecret("clientSecret", 40),
          "",
          undefined,
          null,
          true,
          other.clientSecret,
          clientId,
          `${clientSecret}A`,
        ];
        const attempts = await oneByOne(
          "attempt",
          askers.map((secret) => () => pm.extLogout({ clientId, clientSecret: secret }, held.userId)),
        );
        const still = await goodFor(session, user);
        const connection = await isAlive(session, held);
        pm.leave(user);
        return { ...attempts, control, ...still, connection };
      },
      control: ({ control }) => areValid(control),
      judge: ({ use, renewal, connection }) => [...succeed(use, renewal), ...areValid(connection)],
    }),
  },
  "pattmayne.login-after-logout-works": {
    "logout-at-a-client-and-login": isBack(({ pm }, { held }) => pm.extLogout(held.client, held.userId)),
  },
  "pattmayne.return-revives-nothing": byEach(AT_A_CLIENT, revivesNothing),
} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;
