import type { Seams } from "@authmark/reference-server/app";
import type { Env } from "@authmark/reference-server/env";
import type { Sessions, SessionTokens } from "@authmark/reference-server/sessions/sessions";
import { sessions } from "./session-parts.ts";

/** A session with all the tokens that it has had. */
export interface Family {
  readonly username: string;
  /** From the login's to the newest; never empty. */
  readonly generations: SessionTokens[];
  /** Whether it was logged out, or its refresh token came again. */
  ended: boolean;
}

/** What a broken server remembers of its sessions beside the store. */
export interface Families {
  /** The family of a token, spent or not. */
  of(token: string): Family | undefined;
  ofUser(username: string): Family[];
  /** The one that was given tokens last comes last. */
  all(): Family[];
  /** The family that a logout with two tokens is to end, or why there is none. */
  loggedOutBy(access: string, refresh: string): Family | "unknown" | "mismatched";
}

/** The tokens that a session has now. */
export function newest({ generations }: Family): SessionTokens {
  const last = generations.at(-1);
  if (last === undefined) throw new Error("A session begins with tokens.");
  return last;
}

/** How many refreshes came after the one that yielded a refresh token; 0 for the newest, and for what is none. */
export function ageOf(refresh: string, { generations }: Family): number {
  const at = generations.findIndex((each) => each.refresh === refresh);
  return at < 0 ? 0 : generations.length - 1 - at;
}

/** The tokens that an access token came with. */
export function issuedWith(access: string, { generations }: Family): SessionTokens | undefined {
  return generations.find((each) => each.access === access);
}

/** Ends sessions, as a logout of each would. */
export async function endAll(families: readonly Family[], sessions: Pick<Sessions, "end">): Promise<void> {
  for (const family of families) await sessions.end(newest(family).access, newest(family).refresh);
}

/**
 * A server whose sessions are told apart by what it remembers: `change` gets the good ones, and all their tokens.
 *
 * @param more what else is broken, by what it remembers
 */
export function remembering(
  change: (good: Sessions, families: Families, env: Env) => Partial<Sessions>,
  more: (families: Families) => Omit<Seams, "env"> = () => ({}),
): Seams {
  const known: Family[] = [];
  const byToken = new Map<string, Family>();
  const families: Families = {
    of: (token) => byToken.get(token),
    ofUser: (username) => known.filter((family) => family.username === username),
    all: () => known,
    loggedOutBy(access, refresh) {
      const [family, other] = [byToken.get(access), byToken.get(refresh)];
      if (family === undefined || family.generations.every((each) => each.access !== access)) return "unknown";
      return other === undefined || other === family ? family : "mismatched";
    },
  };
  const note = (family: Family, tokens: SessionTokens) => {
    family.generations.push(tokens);
    known.splice(known.indexOf(family), 1);
    known.push(family);
    byToken.set(tokens.access, family).set(tokens.refresh, family);
  };
  const { env } = sessions((good, env) => {
    const noted: Sessions = {
      ...good,
      async begin(account) {
        const tokens = await good.begin(account);
        const family: Family = { username: account.username, generations: [], ended: false };
        if (tokens) {
          known.push(family);
          note(family, tokens);
        }
        return tokens;
      },
      async refresh(refresh, arrivedAt) {
        const outcome = await good.refresh(refresh, arrivedAt);
        const family = families.of(refresh);
        if (family && outcome === "reused") family.ended = true;
        if (family && typeof outcome !== "string") note(family, outcome);
        return outcome;
      },
      async end(access, refresh) {
        const ending = await good.end(access, refresh);
        const family = families.of(access);
        if (family && ending === "ended") family.ended = true;
        return ending;
      },
    };
    return { ...noted, ...change(noted, families, env) };
  });
  return { ...more(families), ...(env && { env }) };
}
