import type { Seams } from "@authmark/reference-server/app";
import type { hmailFaults } from "../../faults/hmail.ts";
import { badInputAndSecrets } from "./hmail-input.ts";
import { mailMutants } from "./hmail-mails.ts";
import { answering, bearer, createRevocation, handlers, store, tokens } from "./parts.ts";

/** Builds a fresh broken server, with no memory of an earlier one. */
export type Mutant = () => Seams;

const AUTHENTICATE = "/auth/authenticate";
const REFRESH = "/auth/refresh_access";
const CHECK_AUTH = "/auth/check_auth";

/** The body with its expiry in seconds, if it has one. */
function inSeconds({ body }: { body: unknown }) {
  const { Success: issued } = body as { Success?: { token: string; expires_at: number } };
  return issued && { body: { Success: { ...issued, expires_at: Math.floor(issued.expires_at / 1000) } } };
}

const authenticate = {
  "a server that refuses every third login of a user": () => {
    const logins = new Map<string, number>();
    return handlers((good) => ({
      authenticate: async (input) => {
        const count = (logins.get(input.body.username) ?? 0) + 1;
        logins.set(input.body.username, count);
        const password = count % 3 === 0 ? "" : input.body.password;
        return good.authenticate({ ...input, body: { ...input.body, password } });
      },
    }));
  },
  "a server that tells the expiry of refresh tokens in seconds": () => answering(AUTHENTICATE, inSeconds),
  "a server that takes any password of a known user": () => ({
    env: (env) => ({ ...env, passwords: { ...env.passwords, verify: async (_, phc) => phc !== undefined } }),
  }),
  "a server that answers a failed login with 401": () =>
    answering(AUTHENTICATE, ({ body }) => (body === "Failure" ? { status: 401 } : undefined)),
  "a server that registers unknown users when they log in": () =>
    handlers((good, env) => ({
      authenticate: async (input) => {
        const { username, password } = input.body;
        await env.store.insertAccount({ username, passwordHash: await env.passwords.hash(password) });
        return good.authenticate(input);
      },
    })),
  "a server that takes a malformed login for a failed one": () =>
    answering(AUTHENTICATE, ({ status }) => (status === 422 ? { status: 200, body: "Failure" } : undefined)),
  "a server that keeps one refresh token a user": () => {
    const revocation = createRevocation();
    return tokens((good) => {
      const revoking = revocation.over(good);
      return {
        ...revoking,
        issue: (kind, username, expiresAt) => {
          if (kind === "refresh") revocation.revoke(username, "refresh");
          return revoking.issue(kind, username, expiresAt);
        },
      };
    });
  },
  "a server that revokes a user's tokens on a failed login": () => {
    const revocation = createRevocation();
    return {
      ...tokens(revocation.over),
      ...handlers((good) => ({
        authenticate: async (input) => {
          const answer = await good.authenticate(input);
          if (answer.body === "Failure") revocation.revoke(input.body.username, "refresh");
          return answer;
        },
      })),
    };
  },
} satisfies Record<string, Mutant>;

const half = (token: string) => token.slice(0, token.length / 2);

const refreshAccess = {
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
} satisfies Record<string, Mutant>;

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

function immortal(kind: "access" | "refresh"): Seams {
  return store((good) => ({
    async findToken(hash) {
      const record = await good.findToken(hash);
      return record?.kind === kind ? { ...record, expiresAt: Number.MAX_SAFE_INTEGER } : record;
    },
  }));
}

const checkAuth = {
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
  "a server that takes a token under any scheme": () =>
    bearer((request) => request.headers.get("authorization")?.split(/ +/)[1]),
  "a server that takes the first token of a list": () =>
    bearer((request, good) => good ?? /^bearer ([^,]+),/i.exec(request.headers.get("authorization") ?? "")?.[1]),
  "a server that lets check_auth pass without the field": () => {
    let last: string | undefined;
    return bearer((_, good) => {
      last = good ?? last;
      return last;
    }, CHECK_AUTH);
  },
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
  "a server that serves garbage under a scheme in lower case": () => {
    let last: string | undefined;
    return bearer((request, good) => {
      if (request.headers.get("authorization")?.startsWith("bearer ")) return last;
      last = good ?? last;
      return good;
    });
  },
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
} satisfies Record<string, Mutant>;

/** Every broken server, joined to its fault by name: one that is missing, or has no fault, does not compile. */
export const hmailMutants = {
  ...badInputAndSecrets,
  ...authenticate,
  ...refreshAccess,
  ...checkAuth,
  ...mailMutants,
} satisfies Record<keyof typeof hmailFaults, Mutant>;
