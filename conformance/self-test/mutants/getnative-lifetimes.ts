import type { Claims } from "@authmark/reference-server/jwt/rules";
import type { GetnativeMutants } from "./getnative.ts";
import { isOwn, taking, takingOwn } from "./getnative-jws.ts";
import { chained, createEnding, FIELD, handlers, jwts, rules, tokenOf } from "./getnative-parts.ts";
import { read } from "./jws.ts";
import { bearer } from "./parts.ts";

/** What libraries often grant to clocks that go wrong. */
const LEEWAY_S = 60;

const whatever = { exp: (exp: unknown) => typeof exp === "number" };

/** Servers whose tokens live longer or shorter than they should. */
export const lifetimes = {
  "a server that never lets tokens expire": () => takingOwn(() => true, whatever),
  "a server that lets tokens live for a minute longer": () =>
    rules((good) => ({
      verification: (settings, now) => ({ ...good.verification(settings, now), clockTolerance: LEEWAY_S }),
    })),
  "a server that never lets the tokens of a renewal expire": () => {
    const renewed = new Set<unknown>();
    return chained(
      takingOwn(({ claims }) => renewed.has(claims["jti"]), whatever),
      jwts((good) => ({
        async renew(claims) {
          const token = await good.renew(claims);
          renewed.add(read(token)?.claims["jti"]);
          return token;
        },
      })),
    );
  },
  "a server that remembers which tokens it verified": () => {
    const verified = new Map<string, Claims>();
    return jwts((good) => ({
      async verify(token) {
        const claims = verified.get(token) ?? (await good.verify(token));
        if (claims) verified.set(token, claims);
        return claims;
      },
    }));
  },
  "a server that looks at no expiry where an account is deleted": () => {
    const toDelete = new Set<string>();
    return chained(
      bearer((request, good) => {
        if (request.method === "DELETE" && good !== undefined) toDelete.add(good);
        return good;
      }),
      taking(async (token, env, text) => toDelete.has(text) && isOwn(token, env), whatever),
    );
  },

  "a server that drops a token when it renews it": () => {
    const dropped = new Set<string>();
    return {
      ...jwts((good) => ({ verify: async (token) => (dropped.has(token) ? undefined : good.verify(token)) })),
      respond: (response, request) => {
        const token = tokenOf(request);
        if (token !== undefined && response.headers.has(FIELD)) dropped.add(token);
        return response;
      },
    };
  },
  "a server that keeps one login a user": () => {
    const { end, over } = createEnding();
    return jwts((good) => {
      const ending = over(good);
      return {
        ...ending,
        issue(sub) {
          end(sub);
          return ending.issue(sub);
        },
      };
    });
  },
  "a server that wears tokens out": () => {
    const uses = new Map<string, number>();
    return jwts((good) => ({
      async verify(token) {
        const count = (uses.get(token) ?? 0) + 1;
        uses.set(token, count);
        return count > 5 ? undefined : good.verify(token);
      },
    }));
  },
  "a server that ends tokens after half of their lifetime": () =>
    jwts((good, { clock }) => ({
      async verify(token) {
        const { iat, exp } = read(token)?.claims ?? {};
        const half = (Number(iat) + Number(exp)) / 2;
        return clock.now() / 1000 < half ? good.verify(token) : undefined;
      },
    })),
  "a server that ends a user's tokens on a failed login": () => {
    const { end, over } = createEnding();
    return chained(
      jwts(over),
      handlers((good, env) => ({
        async login(input) {
          const answer = await good.login(input);
          const user = answer.status === 401 ? await env.store.findUser(input.body.email) : undefined;
          if (user) end(String(user.id));
          return answer;
        },
      })),
    );
  },
} satisfies GetnativeMutants;
