import { expectThat } from "../../kit/expect.ts";
import { checkFor, type Need } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import type { AuthSession } from "./client.ts";
import { afterExchange, borrowed, exchanged, handOn, isAlive } from "./connected.ts";
import { isAhead } from "./expires-at.ts";
import { areRefused, succeed } from "./outcomes.ts";
import { areNotValid, areValid } from "./outcomes-of-checks.ts";

const check = checkFor<AuthSession>();

const OWN = ["client", "disposable-account"] as const satisfies readonly Need[];

const TWO = [...OWN, "second-client"] as const satisfies readonly Need[];

/** A token is exchanged so many times, one after the other, by the client that checks share or by another. */
const exchangedTimes = (times: number, needs: readonly Need[] = OWN) =>
  check({
    needs,
    async act(session): Promise<Evidence & { control: Exchange }> {
      const { pm } = session;
      const { user, held } = await borrowed(session);
      let last = needs === TWO ? await pm.connect(user, await pm.otherClient()) : held;
      const control = await isAlive(session, last);
      const steps: Record<string, Exchange> = {};
      for (let time = 1; time <= times; time++) {
        const exchange = await exchanged(session, last);
        steps[`exchange ${time}`] = exchange;
        if (exchange.outcome !== "success") break;
        last = pm.exchanged(last, exchange);
        steps[`use ${time}`] = await isAlive(session, last);
      }
      if (needs === TWO) pm.leave(user);
      else handOn(session, { user, held: last });
      return { ...steps, control };
    },
    control: ({ control }) => areValid(control),
    judge: ({ control: _, ...steps }) =>
      Object.values(steps).flatMap((each) =>
        each.step.startsWith("use") ? areValid(each) : [...succeed(each), ...isNew(each), ...isAhead(each)],
      ),
  });

/** Finds fault with an exchange that gives back the token which it was asked with. */
const isNew = ({ step, outcome, sent, taken }: Exchange): readonly Finding[] =>
  outcome === "success"
    ? expectThat(taken["refreshToken"] !== sent["refreshToken"], step, "a new token", "the same")
    : [];

/** A token that was exchanged so many times; the first of them is dead. */
const dies = (times: number, needs: readonly Need[] = OWN) =>
  check({
    needs,
    async act(session) {
      const { pm } = session;
      const { user, held } = await borrowed(session);
      const first = needs === TWO ? await pm.connect(user, await pm.otherClient()) : held;
      let last = first;
      for (let time = 0; time < times; time++) last = await afterExchange(session, last);
      const use = await isAlive(session, first);
      const control = await isAlive(session, last);
      const attempt = await exchanged(session, first);
      pm.leave(user);
      return { control, use, attempt };
    },
    control: ({ control }) => areValid(control),
    judge: ({ use, attempt }) => [...areNotValid(use), ...areRefused(attempt)],
  });

/** Checks of refresh tokens that clients exchange. */
export const exchanges = {
  "pattmayne.last-token-yields-a-new-one": {
    "fresh-token": exchangedTimes(1),
    "three-in-a-row": exchangedTimes(3),
    "token-of-another-client": exchangedTimes(2, TWO),
  },
  "pattmayne.exchanged-token-is-dead": {
    "fresh-token": dies(1),
    "first-of-three": dies(2),
    "token-of-another-client": dies(1, TWO),
  },
} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;
