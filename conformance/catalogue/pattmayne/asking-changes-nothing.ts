import { altered } from "../../kit/tokens.ts";
import { checkFor, type Need } from "../../model/check.ts";
import type { Catalogue } from "../catalogue.ts";
import type { AuthSession } from "./client.ts";
import { askAbout, borrowed, exchanged, handOn, isAlive } from "./connected.ts";
import { haveOneExpiry } from "./expiries.ts";
import { NOBODIES } from "./nobodies.ts";
import { succeed } from "./outcomes.ts";
import { areValid } from "./outcomes-of-checks.ts";

const check = checkFor<AuthSession>();

const OWN = ["client", "disposable-account"] as const satisfies readonly Need[];

/** Long enough that an expiry which is counted anew is another one. */
const LATER_MS = 2500;

const TWO = [...OWN, "second-client"] as const satisfies readonly Need[];

/** Checks that a question about a token changes none. */
export const askingChangesNothing = {
  "pattmayne.check-changes-no-token": {
    "asked-five-times": check({
      needs: OWN,
      async act(session) {
        const { user, held } = await borrowed(session);
        const control = await isAlive(session, held);
        for (let time = 0; time < 5; time++) await isAlive(session, held);
        const exchange = await exchanged(session, held);
        session.pm.leave(user);
        return { control, exchange };
      },
      control: ({ control }) => areValid(control),
      judge: ({ exchange }) => succeed(exchange),
    }),
    "asked-about-others": check({
      needs: OWN,
      async act(session) {
        const { pm } = session;
        const { user, held } = await borrowed(session);
        const control = await isAlive(session, held);
        for (const token of [altered(held.refreshToken), "garbage", user.refreshToken])
          await askAbout(session, held, token);
        await pm.checkRefresh(held.client, { userId: NOBODIES[0], refreshToken: held.refreshToken });
        const after = await isAlive(session, held);
        handOn(session, { user, held });
        return { control, after };
      },
      control: ({ control }) => areValid(control),
      judge: ({ after }) => areValid(after),
    }),
    "at-another-client": check({
      needs: TWO,
      async act(session) {
        const { pm } = session;
        const { user, held } = await borrowed(session);
        const control = await isAlive(session, held);
        const { userId, refreshToken } = held;
        await pm.checkRefresh(await pm.otherClient(), { userId, refreshToken });
        const after = await isAlive(session, held);
        pm.leave(user);
        return { control, after };
      },
      control: ({ control }) => areValid(control),
      judge: ({ after }) => areValid(after),
    }),
    "seconds-later": check({
      needs: OWN,
      async act(session) {
        const { pm, until, targetNow } = session;
        const { user, held } = await borrowed(session);
        const before = await pm.exchanged(held, await exchanged(session, held));
        await until(targetNow(), LATER_MS);
        const control = await isAlive(session, before);
        const exchange = await exchanged(session, before);
        pm.leave(user);
        return { before: before.from, control, exchange };
      },
      control: ({ control, exchange }) => [...areValid(control), ...succeed(exchange)],
      judge: ({ before, exchange }) => haveOneExpiry(before, exchange),
    }),
  },
} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;
