import type { Session } from "../../engine/session.ts";
import { expecting, expectThat } from "../../kit/expect.ts";
import { everythingSaid, withQuery } from "../../kit/http.ts";
import { decoded, sharedPositions } from "../../kit/tokens.ts";
import { checkFor } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Face } from "./face.ts";

const LEAST_BYTES = 16;

/** What the common checks of tokens need beside a face: a sample, made at one time, and the roles of the tokens in it. */
export interface TokenSource<S extends Session> {
  /** Several exchanges that issue tokens to one user, within one second. */
  sample(session: S): Promise<Evidence>;
  readonly tokenRoles: readonly string[];
}

/** Checks of Common.Secrets. */
export function secrets<S extends Session>(face: Face<S>, { sample, tokenRoles }: TokenSource<S>) {
  const check = checkFor<S>();

  /** Judges the tokens of the sample, those of one role together. */
  const tokens = (judge: (tokens: readonly Issued[]) => readonly Finding[]) =>
    check({
      act: sample,
      control: (evidence) => tokenRoles.flatMap((role) => atLeastTwo(evidence, role)),
      judge: (evidence) => tokenRoles.flatMap((role) => judge(issued(evidence, [role]))),
    });

  const distinctive = ({ random }: Session) => `authmark-${Buffer.from(random.bytes(12)).toString("hex")}`;

  return {
    "secrets-are-never-echoed": {
      "password-in-the-answer": check({
        act: async (session) => ({
          attempt: await face.login(session, { ...session.account, password: distinctive(session) }),
          incomplete: await face.login(session, { password: distinctive(session) }),
          control: await face.rightLogin(session),
        }),
        control: ({ control }) => expecting(control, face.loggedIn),
        judge: ({ attempt, incomplete }) => [...echoes(attempt, "password"), ...echoes(incomplete, "password")],
      }),
      "token-in-the-answer": check({
        act: async (session) => ({
          attempt: await face.resource(session, distinctive(session)),
          control: await face.resource(session, await face.access(session, session.account)),
        }),
        control: ({ control }) => expecting(control, face.authorized),
        judge: ({ attempt }) => echoes(attempt, "accessToken"),
      }),
    },
    "token-in-the-query-is-ignored": {
      "token-in-the-query": check({
        act: async (session) => {
          const token = await face.access(session, session.account);
          const request = withQuery({ access_token: token, token, authorization: `Bearer ${token}` });
          return {
            control: await face.resource(session, token),
            attempt: await face.resource(session, undefined, { request }),
          };
        },
        control: ({ control }) => expecting(control, face.authorized),
        judge: ({ attempt }) => expecting(attempt, "refused", ...face.unauthorized),
      }),
    },
    "token-encodes-16-bytes": {
      "a-sample-of-tokens": tokens((all) =>
        all.flatMap(({ at, token }) => {
          const { length } = decoded(token);
          return expectThat(length >= LEAST_BYTES, at, `at least ${LEAST_BYTES} bytes`, `${length} bytes`);
        }),
      ),
    },
    "tokens-share-no-structure": {
      "a-sample-of-tokens": tokens((all) => {
        const varying = varyingBytes(all);
        const expected = `${LEAST_BYTES} bytes or more that differ from token to token`;
        return expectThat(varying >= LEAST_BYTES, all.map(({ at }) => at).join(", "), expected, `${varying} bytes`);
      }),
    },
    "tokens-never-repeat": {
      "same-second": tokens((all) =>
        all.flatMap(({ at, token }, index) => {
          const first = all.find((other) => other.token === token);
          return expectThat(first === all[index], at, "a token of its own", `the token of ${first?.at}`);
        }),
      ),
    },
  };
}

interface Issued {
  readonly at: string;
  readonly token: string;
}

function issued(evidence: Evidence, roles: readonly string[]): Issued[] {
  return Object.values(evidence).flatMap(({ step, taken }) =>
    roles.flatMap((role) => (typeof taken[role] === "string" ? [{ at: step, token: taken[role] }] : [])),
  );
}

/** A sample shows something from two tokens on. */
function atLeastTwo(evidence: Evidence, role: string): readonly Finding[] {
  const { length } = issued(evidence, [role]);
  return expectThat(length >= 2, Object.keys(evidence).join(", "), `two of ${role} or more`, `${length}`);
}

/** In how many bytes any two tokens of the sample differ at the least. */
function varyingBytes(all: readonly Issued[]): number {
  const bytes = all.map(({ token }) => decoded(token));
  const distances = bytes.flatMap((one, index) =>
    bytes.slice(index + 1).map((other) => Math.max(one.length, other.length) - sharedPositions(one, other)),
  );
  return Math.min(...distances);
}

function echoes(exchange: Exchange, role: string): readonly Finding[] {
  const secret = String(exchange.sent[role]);
  return expectThat(
    !everythingSaid(exchange).includes(secret),
    exchange.step,
    `no ${role}`,
    `the ${role} that was sent`,
  );
}
