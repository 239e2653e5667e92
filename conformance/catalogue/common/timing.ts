import type { Session } from "../../engine/session.ts";
import { describe, expecting, expectThat } from "../../kit/expect.ts";
import { statusOf } from "../../kit/http.ts";
import { median, rankScore } from "../../kit/rank-test.ts";
import { checkFor } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { CommonChecks } from "../catalogue.ts";
import type { Circumstance } from "../circumstances.ts";
import { type CommonFace, renamed } from "./face.ts";
import { numbered } from "./parallel.ts";

/** How often each of the two is asked; twice that fail, of which half are of one account. */
export const SAMPLE = 40;
/** Where both take equally long, one run in 15,000 comes out beyond this, on either side. */
const SURE = 4;
/** Smaller differences are none that a stranger could use over a network. */
const SMALLEST_MS = 5;

/**
 * The check of times. It errs: it accuses a server that takes equally long in fewer than one of 15,000 runs, and misses
 * a difference of twice as much as the answers scatter, if it is one of 5 ms or more, in fewer than one of 100.
 */
export function timing<S extends Session, At extends Circumstance>(face: CommonFace<S, At>) {
  const check = checkFor<S>();
  return {
    "unknown-user-takes-as-long-as-a-wrong-password": {
      "a-sample-of-logins": check({
        statistical: true,
        exclusive: true,
        act: async (session): Promise<Evidence & { control: Exchange }> => {
          const { username, password } = session.account;
          const known: Exchange[] = [];
          const unknown: Exchange[] = [];
          const control = await face.rightLogin(session);
          for (let pair = 0; pair < SAMPLE; pair++) {
            const wrong = { username, password: `${password}-${pair}` };
            const nobody = {
              username: renamed(face, username, () => session.newName()),
              password: `${password}-${pair}`,
            };
            // In an order that is drawn: what comes second may find something warm, or a pace to keep.
            const isKnownFirst = session.random.below(2) === 0;
            if (isKnownFirst) known.push(await face.login(session, wrong));
            unknown.push(await face.login(session, nobody));
            if (!isKnownFirst) known.push(await face.login(session, wrong));
          }
          return { ...numbered("known", known), ...numbered("unknown", unknown), control };
        },
        control: ({ control, ...sample }) => [
          ...expecting(control, face.loggedIn),
          ...expectAlike(of("known", sample)),
          ...expectAlike(of("unknown", sample)),
        ],
        judge: takeEquallyLong,
      }),
    },
  } satisfies CommonChecks<S>;
}

/** Finds fault with a difference that is both sure and large. */
function takeEquallyLong(evidence: Evidence): readonly Finding[] {
  const times = (name: string) => of(name, evidence).map(({ durationMs }) => durationMs);
  const [known, unknown] = [times("known"), times("unknown")];
  const actual = `${median(unknown)} ms for an unknown user, ${median(known)} ms for a wrong password`;
  return expectThat(!areApart(known, unknown), "unknown 1", `medians within ${SMALLEST_MS} ms of each other`, actual);
}

/** The exchanges of one of the two samples. */
function of(name: string, evidence: Evidence): Exchange[] {
  return Object.values(evidence).filter(({ step }) => step.startsWith(`${name} `));
}

/** Finds fault with the first answer of another kind: who locks an account meanwhile does less from then on, and may. */
function expectAlike([first, ...others]: readonly Exchange[]): readonly Finding[] {
  const other = others.find((each) => each.outcome !== first?.outcome || statusOf(each) !== statusOf(first));
  return first && other ? expectThat(false, other.step, `${describe(first)}, as before`, describe(other)) : [];
}

/** Whether two samples of times, in milliseconds, differ surely, and by enough to be used. */
export function areApart(one: readonly number[], other: readonly number[]): boolean {
  return Math.abs(median(one) - median(other)) >= SMALLEST_MS && Math.abs(rankScore(one, other)) >= SURE;
}
