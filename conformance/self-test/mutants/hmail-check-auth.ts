import { bearers } from "./bearers.ts";
import type { Mutants } from "./hmail.ts";
import { createRevocation, handlers, immortal, tokens } from "./hmail-parts.ts";
import { store } from "./parts.ts";

const CHECK_AUTH = "/auth/check_auth";

/** Servers that are broken where a request is authorized. */
export const checkAuth = {
  "a server that names who logged in last": () => {
    let last = "";
    return handlers((good) => ({
      authenticate: async (input) => {
        const answer = await good.authenticate(input);
        if (typeof answer.body === "object") last = input.body.username;
        return answer;
      },
      checkAuth: async (input) => {
        const answer = await good.checkAuth(input);
        const served = answer.status === 200 && answer.body !== "Unauthorized";
        return served ? { ...answer, body: { Success: { username: last } } } : answer;
      },
    }));
  },
  "a server that takes a token under any scheme": bearers.ofAnyScheme,
  "a server that takes the first token of a list": bearers.firstOfAList,
  "a server that lets check_auth pass without the field": () => bearers.withoutTheField(CHECK_AUTH),
  "a server that takes a refresh token for an access token": () =>
    tokens((good) => ({
      find: async (kind, token) =>
        (await good.find(kind, token)) ?? (kind === "access" ? good.find("refresh", token) : undefined),
    })),
  "a server that never lets access tokens expire": () => immortal("access"),
  "a server that checks only that an access token's refresh token lives": () => {
    const until = new Map<string, number>();
    return {
      ...tokens((good) => ({
        async issue(kind, username, expiresAt) {
          until.set(username, Math.max(expiresAt, until.get(username) ?? 0));
          return good.issue(kind, username, kind === "access" ? (until.get(username) ?? expiresAt) : expiresAt);
        },
      })),
    };
  },
  "a server that extends access tokens when they are used": () => {
    const lifetimes = new Map<string, { length: number; usedAt: number }>();
    return tokens((good, env) => ({
      async issue(kind, username, expiresAt) {
        const token = await good.issue(kind, username, kind === "access" ? Number.MAX_SAFE_INTEGER : expiresAt);
        if (kind === "access") lifetimes.set(token, { length: expiresAt - env.clock.now(), usedAt: env.clock.now() });
        return token;
      },
      async find(kind, token) {
        const life = lifetimes.get(token);
        if (kind === "access" && life) {
          if (env.clock.now() >= life.usedAt + life.length) return undefined;
          life.usedAt = env.clock.now();
        }
        return good.find(kind, token);
      },
    }));
  },
  "a server that forgets an expiry once it has told it": () => {
    const told = new Set<string>();
    return store((good) => ({
      async findToken(hash) {
        const record = await good.findToken(hash);
        const known = told.has(hash);
        // The clock is not asked here: a token that was looked up before is taken for a fresh one.
        if (record) told.add(hash);
        return record && known ? { ...record, expiresAt: Number.MAX_SAFE_INTEGER } : record;
      },
    }));
  },
  "a server that wears access tokens out": () => {
    const uses = new Map<string, number>();
    return tokens((good) => ({
      find: async (kind, token) => {
        const count = (uses.get(token) ?? 0) + 1;
        uses.set(token, count);
        return kind === "access" && count > 5 ? undefined : good.find(kind, token);
      },
    }));
  },
  "a server that tells twice the lifetime": () =>
    tokens((good, env) => ({
      issue: (kind, username, expiresAt) => {
        const now = env.clock.now();
        return good.issue(kind, username, kind === "access" ? now + (expiresAt - now) / 2 : expiresAt);
      },
    })),
  "a server that serves garbage under a scheme in lower case": bearers.garbageInLowerCase,
  "a server that takes name and password under the scheme Basic": () => {
    const lastOf = new Map<string, string>();
    return {
      env: (env) => ({
        ...env,
        tokens: {
          ...env.tokens,
          async issue(kind, username, expiresAt) {
            const token = await env.tokens.issue(kind, username, expiresAt);
            if (kind === "access") lastOf.set(username, token);
            return token;
          },
        },
        bearer: (request) => {
          const [, basic = ""] = /^Basic (.+)$/.exec(request.headers.get("authorization") ?? "") ?? [];
          const [username = ""] = Buffer.from(basic, "base64").toString("utf8").split(":");
          return env.bearer(request) ?? lastOf.get(username);
        },
      }),
    };
  },
  "a server that ends the user's sessions on an expired token": () => {
    const revocation = createRevocation();
    return tokens((good, env) => {
      const revoking = revocation.over(good);
      const owners = new Map<string, { username: string; expiresAt: number }>();
      return {
        async issue(kind, username, expiresAt) {
          const token = await revoking.issue(kind, username, expiresAt);
          owners.set(token, { username, expiresAt });
          return token;
        },
        async find(kind, token) {
          const owner = owners.get(token);
          if (owner && kind === "access" && env.clock.now() >= owner.expiresAt) {
            for (const ended of ["access", "refresh"]) revocation.revoke(owner.username, ended);
          }
          return revoking.find(kind, token);
        },
      };
    });
  },
  "a server that drops all access tokens when it refuses one": () => {
    let generation = 0;
    const born = new Map<string, number>();
    return tokens((good) => ({
      async issue(kind, username, expiresAt) {
        const token = await good.issue(kind, username, expiresAt);
        born.set(token, generation);
        return token;
      },
      async find(kind, token) {
        const record = await good.find(kind, token);
        if (kind === "refresh") return record;
        const alive = record !== undefined && born.get(token) === generation;
        if (!alive) generation++;
        return alive ? record : undefined;
      },
    }));
  },
} satisfies Mutants;
