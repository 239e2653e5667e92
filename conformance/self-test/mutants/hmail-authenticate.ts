import type { Mutants } from "./hmail.ts";
import { createRevocation, handlers, inSeconds, tokens } from "./hmail-parts.ts";
import { answering, passwords } from "./parts.ts";

const AUTHENTICATE = "/auth/authenticate";

/** Servers that are broken where a password is traded for a refresh token. */
export const authenticate = {
  "a server that takes an unreadable body for a failed login": () =>
    answering(AUTHENTICATE, ({ status }) => (status === 400 ? { status: 200, body: "Failure" } : undefined)),
  "a server that serves plain HTTP beside TLS": () => ({
    front: { tls: { minVersion: "TLSv1.2", ciphers: "DEFAULT" } },
  }),
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
  "a server that takes any password of a known user": () =>
    passwords(() => ({ verify: async (_, phc) => phc !== undefined })),
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
} satisfies Mutants;
