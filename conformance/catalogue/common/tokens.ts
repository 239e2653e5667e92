import type { Session } from "../../engine/session.ts";
import { expectThat } from "../../kit/expect.ts";
import { constantPositions, decoded, drawnPart, isPeriodic, sharedLabel, sharedRun } from "../../kit/tokens.ts";
import { checkFor } from "../../model/check.ts";
import type { Evidence } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { CommonChecks } from "../catalogue.ts";

const LEAST_BYTES = 16;
/** Two random tokens share a run of this many bytes once in about 2^40 samples. */
const LONGEST_SHARED_RUN = 7;

/** Where sample tokens come from. */
export interface TokenSource<S extends Session> {
  /** Several exchanges that issue tokens to one user, as many at once as the server takes. */
  sample(session: S): Promise<Evidence>;
  /** The roles of opaque tokens in them. */
  readonly tokenRoles: readonly string[];
}

interface Issued {
  readonly at: string;
  readonly role: string;
  readonly token: string;
  /** The bytes of it that nobody can foresee, or that should be such. */
  readonly bytes: Uint8Array;
  readonly username: string;
}

/** Checks of Common.Secrets that look at a sample of opaque tokens. */
export function tokens<S extends Session>({ sample, tokenRoles }: TokenSource<S>) {
  const check = checkFor<S>();

  /** A target may have only one kind of token. */
  const rolesIn = (evidence: Evidence): readonly string[] => {
    const there = tokenRoles.filter((role) => issued(evidence, [role]).length > 0);
    return there.length > 0 ? there : tokenRoles;
  };
  const enoughOfEach = (evidence: Evidence) => rolesIn(evidence).flatMap((role) => enough(evidence, role));

  /** Judges the tokens of the sample, those of one role together. */
  const ofOneRole = (judge: (tokens: readonly Issued[]) => readonly Finding[]) =>
    check({
      act: sample,
      control: enoughOfEach,
      judge: (evidence) => rolesIn(evidence).flatMap((role) => judge(issued(evidence, [role]))),
    });

  return {
    "token-encodes-16-bytes": {
      "a-sample-of-tokens": ofOneRole((all) =>
        all.flatMap(({ at, bytes }) => {
          const actual = isPeriodic(bytes) ? `${bytes.length} bytes that repeat themselves` : `${bytes.length} bytes`;
          const fine = bytes.length >= LEAST_BYTES && !isPeriodic(bytes);
          return expectThat(fine, at, `at least ${LEAST_BYTES} bytes`, actual);
        }),
      ),
    },
    "tokens-share-no-structure": {
      "a-sample-of-tokens": ofOneRole((all) => {
        const constant = constantPositions(all.map(({ bytes }) => bytes));
        const at = all.map((one) => one.at).join(", ");
        const [first] = constant;
        const actual = `${constant.length} of the bytes that ${all.length} of ${all[0]?.role} decode to: byte ${first} is the same in all, or counts`;
        return expectThat(
          constant.length === 0,
          at,
          "no byte in common, but for a label in front like ory_at_",
          actual,
        );
      }),
    },
    "tokens-are-unrelated": {
      "a-sample-of-tokens": check({
        act: sample,
        control: enoughOfEach,
        judge: (evidence) => {
          const all = issued(evidence, tokenRoles);
          return [
            ...rolesIn(evidence).flatMap((role) => containNames(issued(evidence, [role]))),
            ...all.flatMap((one, index) => all.slice(index + 1).flatMap((other) => related(one, other))),
          ];
        },
      }),
    },
    "tokens-never-repeat": {
      "same-second": ofOneRole((all) =>
        all.flatMap(({ at, token }, index) => {
          const first = all.find((other) => other.token === token);
          return expectThat(first === all[index], at, "a token of its own", `the token of ${first?.at}`);
        }),
      ),
    },
  } satisfies CommonChecks<S>;
}

function issued(evidence: Evidence, roles: readonly string[]): Issued[] {
  const exchanges = Object.values(evidence);
  const username = String(exchanges.map(({ sent }) => sent["username"]).find((name) => typeof name === "string"));
  return roles.flatMap((role) => {
    const tokens = exchanges.flatMap(({ step: at, taken }) => {
      const token = taken[role];
      return typeof token === "string" ? [{ at, token }] : [];
    });
    const { length } = sharedLabel(tokens.map(({ token }) => token));
    return tokens.map(({ at, token }) => {
      const drawn = drawnPart(token);
      const bytes = decoded(drawn === token ? drawnPart(token.slice(length)) : drawn);
      return { at, role, token, bytes, username };
    });
  });
}

/** From so many tokens on, no byte is the same in all of them by chance. */
const ENOUGH = 6;

function enough(evidence: Evidence, role: string): readonly Finding[] {
  const { length } = issued(evidence, [role]);
  return expectThat(length >= ENOUGH, Object.keys(evidence).join(", "), `${ENOUGH} of ${role} or more`, `${length}`);
}

/** Short names turn up in long random tokens by chance, but not in all of them. */
function containNames(all: readonly Issued[]): readonly Finding[] {
  const contained = all.every(({ token, bytes, username }) => {
    const text = `${drawnPart(token)} ${Buffer.from(bytes).toString("latin1")}`.toLowerCase();
    return username.length >= 4 && text.includes(username.toLowerCase());
  });
  const at = all.map((one) => one.at).join(", ");
  return expectThat(!contained, at, "nothing of the user", "the user's name in every token");
}

function related(one: Issued, other: Issued): readonly Finding[] {
  const [first, second] = [one.bytes, other.bytes];
  const backwards = decoded(Array.from(other.token).reverse().join(""));
  const run = Math.max(...[second, second.toReversed(), backwards].map((bytes) => sharedRun(first, bytes)));
  // One and the same token twice is another requirement's affair.
  const fine = one.token === other.token || run <= LONGEST_SHARED_RUN;
  return expectThat(fine, other.at, `nothing of the token of ${one.at}`, `${run} bytes of it, one after the other`);
}
