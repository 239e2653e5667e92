import { createHash } from "node:crypto";
import type { Seams } from "@authmark/reference-server/app";
import type { IssuedPair, Pair } from "@authmark/reference-server/codes/codes";
import type { Env } from "@authmark/reference-server/env";
import { hashOf } from "@authmark/reference-server/tokens/tokens";
import type { AngenMutants } from "./angen.ts";
import { codes, handlers } from "./angen-parts.ts";
import type { Rename } from "./broken.ts";
import { opaqueTokens } from "./opaque-tokens.ts";

/** A server whose codes are called otherwise: `change` gets a good pair and its user, and gives the one to send. */
export function renamedPairs(change: (pair: Pair, username: string, spent?: Pair) => Pair): Seams {
  /** The good codes, by those that are sent: a renewal code may stand for several. */
  const inner = new Map<string, Pair>();
  const innerOf = (identifier: string) => inner.get(identifier)?.identifier ?? identifier;
  const send = <P extends Pair>(pair: P, username: string, spent?: Pair): P => {
    const sent = change(pair, username, spent);
    inner.set(sent.identifier, pair);
    outer.set(pair.identifier, sent);
    return { ...pair, ...sent };
  };
  const outer = new Map<string, Pair>();
  return codes((good) => ({
    async issue(account, address) {
      const pair = await good.issue(account, address);
      return pair && send(pair, account.username);
    },
    find: (identifier) => good.find(innerOf(identifier)),
    async renew(spent, address) {
      const known = inner.get(spent.identifier);
      const isRight = known !== undefined && outer.get(known.identifier)?.renewal === spent.renewal;
      const renewed = await good.renew(isRight ? known : spent, address);
      return renewed && { ...renewed, pair: send(renewed.pair, renewed.profile.username, spent) };
    },
  }));
}

/** The same, code by code. */
function renamed(rename: Rename): Seams {
  let count = 0;
  return renamedPairs(({ identifier, renewal }, username) => {
    const sent = rename(renewal, count++, "refresh", username);
    return { renewal: sent, identifier: rename(identifier, count++, "access", username) };
  });
}

/** A server that gives a user the token again that it gave before, where `isSame` says so. */
function givingAgain(isSame: (before: number, now: number) => boolean): Seams {
  const given = new Map<string, { pair: IssuedPair; at: number }>();
  return codes((good, env: Env) => ({
    async issue(account, address) {
      const now = env.clock.now();
      const before = given.get(account.username);
      if (before && isSame(before.at, now) && (await env.codes.find(before.pair.identifier))) return before.pair;
      const pair = await good.issue(account, address);
      if (pair) given.set(account.username, { pair, at: now });
      return pair;
    },
  }));
}

const digest = (text: string) => createHash("sha256").update(text).digest("base64url");

/** Servers whose codes are no secrets, or come again. */
export const angenCodes = {
  ...opaqueTokens(renamed),
  "a server that issues one token a user and second": () =>
    givingAgain((before, now) => Math.floor(before / 1_000) === Math.floor(now / 1_000)),
  "a server that gives all tokens of a user one renewal code": () =>
    renamedPairs(({ identifier }, username) => ({ identifier, renewal: digest(`renewal of ${username}`) })),
  "a server that makes renewal codes of six digits": () =>
    renamedPairs(({ identifier, renewal }) => ({
      identifier,
      renewal: String(Buffer.from(renewal, "base64url").readUInt32BE() % 1_000_000).padStart(6, "0"),
    })),
  "a server that begins a renewal code as its identifier code": () =>
    renamedPairs(({ identifier, renewal }) => ({ identifier, renewal: identifier.slice(0, 20) + renewal.slice(20) })),
  "a server that keeps half of an identifier code at a renewal": () =>
    renamedPairs(({ identifier, renewal }, _username, spent) => ({
      identifier: (spent?.identifier.slice(0, 20) ?? identifier.slice(0, 20)) + identifier.slice(20),
      renewal,
    })),
  "a server that keeps the renewal code at a renewal": () =>
    renamedPairs(({ identifier, renewal }, _username, spent) => ({ identifier, renewal: spent?.renewal ?? renewal })),
  "a server that keeps the identifier code at a renewal": () =>
    renamedPairs(({ identifier, renewal }, _username, spent) => ({
      identifier: spent?.identifier ?? identifier,
      renewal,
    })),

  // Half-compared codes
  "a server that compares the first half of an identifier code": () => comparingHalves("identifier"),
  "a server that compares the first half of a renewal code": () => comparingHalves("renewal"),
  "a server that ignores what follows an identifier code": () => readingIdentifiersAs((code) => code.slice(0, 43)),
  "a server that compares identifier codes without case": () => {
    const written = new Map<string, string>();
    return codes((good) => ({
      async issue(account, address) {
        const pair = await good.issue(account, address);
        if (pair) written.set(pair.identifier.toLowerCase(), pair.identifier);
        return pair;
      },
      find: (identifier) => good.find(written.get(identifier.toLowerCase()) ?? identifier),
    }));
  },
  "a server that takes an empty identifier code for the last one": () => {
    let last = "";
    return codes((good) => ({
      async find(identifier) {
        const record = await good.find(identifier || last);
        if (record && identifier) last = identifier;
        return record;
      },
    }));
  },
  "a server that takes a renewal code for an identifier code": () => {
    const identifiers = new Map<string, string>();
    return {
      env: (env) => ({
        ...env,
        store: {
          ...env.store,
          insertPair(account, hashes, terms) {
            identifiers.set(hashes.renewal, hashes.identifier);
            return env.store.insertPair(account, hashes, terms);
          },
          findPair: (identifier) => env.store.findPair(identifiers.get(identifier) ?? identifier),
        },
      }),
    };
  },
  "a server that takes a password for an identifier code": () => {
    const lastOf = new Map<string, string>();
    return handlers((good) => ({
      async getToken(input) {
        const answer = await good.getToken(input);
        if (answer.name === "auth/token")
          lastOf.set(hashOf(input.command.password), answer.message.token.identifier_code);
        return answer;
      },
      login: ({ command, ...input }) => {
        const identifier_code = lastOf.get(hashOf(command.identifier_code)) ?? command.identifier_code;
        return good.login({ ...input, command: { ...command, identifier_code } });
      },
    }));
  },
} satisfies AngenMutants;

function readingIdentifiersAs(read: (code: string) => string): Seams {
  return codes((good) => ({ find: (identifier) => good.find(read(identifier)) }));
}

function comparingHalves(of: keyof Pair): Seams {
  const whole = new Map<string, string>();
  const half = (code: string) => code.slice(0, 21);
  const learn = <P extends Pair | undefined>(pair: P): P => {
    if (pair) whole.set(half(pair[of]), pair[of]);
    return pair;
  };
  const right = (code: string) => whole.get(half(code)) ?? code;
  return codes((good) => ({
    issue: async (account, address) => learn(await good.issue(account, address)),
    find: (identifier) => good.find(of === "identifier" ? right(identifier) : identifier),
    async renew(pair, address) {
      const renewed = await good.renew({ ...pair, [of]: right(pair[of]) }, address);
      learn(renewed?.pair);
      return renewed;
    },
  }));
}
