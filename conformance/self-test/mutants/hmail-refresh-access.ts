import type { Seams } from "@authmark/reference-server/app";
import type { Mutants } from "./hmail.ts";
import { handlers, immortal, inSeconds, tokens } from "./hmail-parts.ts";
import { answering } from "./parts.ts";

const REFRESH = "/auth/refresh_access";

const half = (token: string) => token.slice(0, token.length / 2);

/** Servers that are broken where a refresh token is traded for an access token. */
export const refreshAccess = {
  "a server that issues access tokens that are dead": () =>
    tokens((good, env) => ({
      issue: (kind, username, expiresAt) => good.issue(kind, username, kind === "access" ? env.clock.now() : expiresAt),
    })),
  "a server that consumes refresh tokens": () => tradedAtMost(1),
  "a server that trades a refresh token twice": () => tradedAtMost(2),
  "a server that tells the expiry of access tokens in seconds": () => answering(REFRESH, inSeconds),
  "a server that takes an unknown refresh token for a bad request": () =>
    answering(REFRESH, ({ body }) => (body === "Failure" ? { body: "BadRequest" } : undefined)),
  "a server that compares the first half of a refresh token": () => comparingHalves("refresh"),
  "a server that takes undecodable refresh tokens for unknown ones": () =>
    answering(REFRESH, ({ body }) => (body === "BadRequest" ? { body: "Failure" } : undefined)),
  "a server that skips what base64 does not have": () => readingTokensAs((token) => token.replace(/[^\w+/=]/g, "")),
  "a server that ignores what follows a refresh token": () => readingTokensAs((token) => token.slice(0, 344)),
  "a server that takes a malformed request for access for a bad token": () =>
    answering(REFRESH, ({ status }) => (status === 422 ? { status: 200, body: "BadRequest" } : undefined)),
  "a server that takes an access token for a refresh token": () =>
    tokens((good) => ({
      find: async (kind, token) =>
        (await good.find(kind, token)) ?? (kind === "refresh" ? good.find("access", token) : undefined),
    })),
  "a server that never lets refresh tokens expire": () => immortal("refresh"),
} satisfies Mutants;

function tradedAtMost(times: number): Seams {
  const trades = new Map<string, number>();
  return handlers((good) => ({
    refreshAccess: async (input) => {
      const count = (trades.get(input.body.refresh_token) ?? 0) + 1;
      trades.set(input.body.refresh_token, count);
      const answer = await good.refreshAccess(input);
      return count > times && answer.status === 200 ? { ...answer, body: "Failure" } : answer;
    },
  }));
}

function readingTokensAs(read: (token: string) => string): Seams {
  return tokens((good) => ({
    find: (kind, token) => good.find(kind, kind === "refresh" ? read(token) : token),
    decodes: (token) => good.decodes(read(token)),
  }));
}

function comparingHalves(of: "access" | "refresh"): Seams {
  const whole = new Map<string, string>();
  return tokens((good) => ({
    async issue(kind, username, expiresAt) {
      const token = await good.issue(kind, username, expiresAt);
      whole.set(half(token), token);
      return token;
    },
    find: (kind, token) => good.find(kind, kind === of ? (whole.get(token.slice(0, 172)) ?? token) : token),
  }));
}
