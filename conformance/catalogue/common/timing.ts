import type { Session } from "../../engine/session.ts";
import { expecting, expectThat } from "../../kit/expect.ts";
import { median, rankScore } from "../../kit/rank-test.ts";
import { checkFor } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { CommonChecks } from "../catalogue.ts";
import type { Circumstance } from "../circumstances.ts";
import type { Face } from "./face.ts";
import { numbered } from "./parallel.ts";

/** How often each of the two is asked. */
const SAMPLE = 40;
/** Where both take equally long, one run in 15,000 comes out beyond this, on either side. */
const SURE = 4;
/** Smaller differences are none that a stranger could use over a network. */
const SMALLEST_MS = 5;

/**
 * The check of times. It errs: it accuses a server that takes equally long in fewer than one of 15,000 runs, and it
 * misses a difference of 10 ms, on answers that scatter by as much, in fewer than one of 20.
 */
export function timing<S extends Session, At extends Circumstance>(face: Face<S, At>) {
  const check = checkFor<S>();
  return {
    "unknown-user-takes-as-long-as-a-wrong-password": {
      "a-sample-of-logins": check({
        statistical: true,
        exclusive: true,
        act: async (session): Promise<Evidence & { control: Exchange }> => {
          const { username, password } = session.account;
          const [known, unknown]: Exchange[][] = [[], []];
          const control = await face.rightLogin(session);
          for (let pair = 0; pair < SAMPLE; pair++) {
            const wrong = { username, password: `${password}-${pair}` };
            const nobody = { username: session.newName(), password: `${password}-${pair}` };
            known?.push(await face.login(session, wrong));
            unknown?.push(await face.login(session, nobody));
          }
          return { ...numbered("known", known ?? []), ...numbered("unknown", unknown ?? []), control };
        },
        control: ({ control }) => expecting(control, face.loggedIn),
        judge: takeEquallyLong,
      }),
    },
  } satisfies CommonChecks<S>;
}

/** Finds fault with a difference that is both sure and large. */
function takeEquallyLong(evidence: Evidence): readonly Finding[] {
  const times = (name: string) =>
    Object.values(evidence).flatMap(({ step, durationMs }) => (step.startsWith(`${name} `) ? [durationMs] : []));
  const [known, unknown] = [times("known"), times("unknown")];
  const score = Math.abs(rankScore(known, unknown));
  const apart = Math.abs(median(known) - median(unknown));
  const actual = `${median(unknown)} ms for an unknown user, ${median(known)} ms for a wrong password`;
  const fine = score < SURE || apart < SMALLEST_MS;
  return expectThat(fine, "unknown 1", `medians within ${SMALLEST_MS} ms of each other`, actual);
}
