import type { Session } from "../../engine/session.ts";
import { expecting } from "../../kit/expect.ts";
import { expectNoFetch } from "../../kit/fetches.ts";
import type { Forgery } from "../../kit/jwt/forgery.ts";
import { GENUINE } from "../../kit/jwt/genuine.ts";
import { type Check, checkFor } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Bait } from "../../model/ports.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Circumstance } from "../circumstances.ts";
import type { Face } from "./face.ts";
import { type Forging, forge, forgeOverTls } from "./forging.ts";

/** The step of a token that the target's key has signed, and that says nothing wrong. */
const RIGHT_KEY = "signed by the right key";

/** What checks of forged tokens know of a protocol beside its face. */
export interface ForgeryParts<S> {
  /** What a token is answered with that is not taken: as a bad one, or as a malformed one. */
  readonly refused: readonly string[];
  /** A good token of the user, with other claims than the given one. */
  another(session: S, good: string): Promise<string>;
}

type Checks<Table, S> = { readonly [Id in keyof Table]: Check<S> };
type JudgeOne = (attempt: Exchange) => readonly Finding[];
type Table = Readonly<Record<string, Forgery>>;

/**
 * Checks of forged tokens at a resource, a row of the kit each. The control is the good token that they are made from,
 * and, where the target's key signs, one that this key has signed and that says nothing wrong.
 */
export function forgeryChecks<S extends Session, At extends Circumstance>(
  face: Face<S, At>,
  at: At,
  { refused, another }: ForgeryParts<S>,
) {
  const check = checkFor<S>();
  const resource = face.resources[at];

  const sending = (forgery: Forgery, judgeOne: JudgeOne, { fetches } = { fetches: false }) =>
    check({
      needs: forgery.needs,
      async act(session): Promise<Evidence> {
        const { account } = session;
        const good = await face.access(session, account);
        // One good token is the control of many checks; its use is asked for once.
        const control = await session.shared(`use of ${good}`, () => resource(session, good));
        const controls = forgery.needs.includes("signing-key") ? await signedAnew(session, good) : {};
        const second = forgery.ofTwo && (await another(session, good));
        const forging = await forge(session, forgery, good, second);
        if (!fetches) return { ...(await asked(session, forging.tokens)), control, ...controls };
        const attempts = await asked(session, forging.tokens, forging.bait);
        const { tokens, bait } = await forgeOverTls(session, forgery, good);
        const overTls = await asked(session, tokens, bait);
        return { ...attempts, ...overTls, control, ...controls };
      },
      control: ({ control, [RIGHT_KEY]: anew }) =>
        [control, anew].flatMap((each) => (each ? expecting(each, ...face.authorized) : [])),
      judge: ({ control: _, [RIGHT_KEY]: _anew, ...attempts }) => Object.values(attempts).flatMap(judgeOne),
    });

  const asked = async (session: S, tokens: Forging["tokens"], bait?: Bait): Promise<Evidence> => {
    const attempts: Record<string, Exchange> = {};
    for (const { token, how } of tokens) {
      const attempt = await resource(session, token);
      attempts[how] = bait ? await session.withFetches(attempt, bait) : attempt;
    }
    return attempts;
  };

  const signedAnew = async (session: S, good: string): Promise<Evidence> => {
    const { tokens } = await forge(session, GENUINE["signed-anew"], good);
    const [anew] = tokens;
    return anew ? { [RIGHT_KEY]: await session.shared(`anew: ${good}`, () => resource(session, anew.token)) } : {};
  };

  const each = <Rows extends Table>(rows: Rows, make: (forgery: Forgery) => Check<S>) =>
    Object.fromEntries(Object.entries(rows).map(([id, forgery]) => [id, make(forgery)])) as Checks<Rows, S>;

  return {
    /** That none of the tokens is taken. */
    refusing: <Rows extends Table>(rows: Rows) =>
      each(rows, (forgery) => sending(forgery, (attempt) => expecting(attempt, ...refused))),
    /** That each of them is. */
    taking: <Rows extends Table>(rows: Rows) =>
      each(rows, (forgery) => sending(forgery, (attempt) => expecting(attempt, ...face.authorized))),
    /** That no URL is fetched that a token names, whatever the token is answered with. */
    fetchingNothing: <Rows extends Table>(rows: Rows) =>
      each(rows, (forgery) => sending(forgery, expectNoFetch, { fetches: true })),
  };
}
