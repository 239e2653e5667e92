import { createHmac } from "node:crypto";
import type { Env } from "@authmark/reference-server/env";
import { createHmacJwts, type ReadToken, type UserClaims } from "@authmark/reference-server/hmac/jwts";
import type { tokenFaults } from "../../faults/pattmayne-tokens.ts";
import { AUTH_APP_SECRET, CLIENTS } from "../apps.ts";
import type { Mutant } from "./broken.ts";
import { answering, settingCookies } from "./parts.ts";
import { cookieFrom, JWT, jwts, ME } from "./pattmayne-parts.ts";
import { cookieIn, pathOf } from "./requests.ts";

/** A day, in seconds. */
const DAY = 86_400;

/** What a token says, whoever has signed it; nothing for what is no token. */
interface Decoded {
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
  readonly signed: string;
  readonly signature: string;
}

function decode(token: string): Decoded | undefined {
  const [header = "", payload = "", signature = ""] = token.split(".");
  try {
    const [head, claims] = [header, payload].map((part) => JSON.parse(Buffer.from(part, "base64url").toString()));
    return { header: head, claims, signed: `${header}.${payload}`, signature };
  } catch {
    return undefined;
  }
}

/** The claims as the server takes them, where they name a user and a session. */
function taken({ claims }: Decoded, isExpired: boolean): ReadToken | undefined {
  const { sub, username, role, sid } = claims;
  if (typeof sub !== "string" || typeof username !== "string" || typeof role !== "string") return undefined;
  const user: UserClaims = { sub, username, role, ...(typeof sid === "number" && { sid }) };
  return { claims: user, isExpired };
}

const isOver = ({ claims: { exp } }: Decoded, { clock }: Env) => typeof exp === "number" && exp * 1_000 <= clock.now();

const signatureOf = ({ signed }: Decoded, secret: string | Buffer, hash = "sha256") =>
  createHmac(hash, secret).update(signed).digest("base64url");

/** An auth app that takes tokens which a sound one refuses: those that `takes` lets pass. */
function taking(takes: (token: Decoded, env: Env) => boolean) {
  return jwts((good, env) => ({
    async read(token) {
      const read = await good.read(token);
      const decoded = read ? undefined : decode(token);
      return decoded && takes(decoded, env) ? taken(decoded, isOver(decoded, env)) : read;
    },
  }));
}

/** Those that its own secret has signed. */
const isOwn = (token: Decoded) => signatureOf(token, AUTH_APP_SECRET) === token.signature;

/** The secret in the header of a token. */
function keyIn({ header: { jwk } }: Decoded): Buffer | undefined {
  const { k } = (typeof jwk === "object" && jwk !== null ? jwk : {}) as { k?: unknown };
  return typeof k === "string" ? Buffer.from(k, "base64url") : undefined;
}

/** Auth apps that are broken in how they sign and read tokens. */
export const signedTokens = {
  "a server that answers for whom it answered first": () => {
    let first: unknown;
    return answering(ME, ({ status, body }) => {
      if (status !== 200) return undefined;
      first ??= body;
      return { body: first };
    });
  },
  "a server that takes who sends no token for who asked before": () => {
    let last: string | undefined;
    return cookieFrom(JWT, (request, good) => {
      if (pathOf(request) !== ME || cookieIn(request, "refresh_token") !== undefined) return good;
      last = good || last;
      return last;
    });
  },
  "a server that gives its users a number with each token": () => {
    const numbers = new Map<string, string>();
    return jwts((good) => ({
      async issue(claims, latest) {
        const sub = String(1_000 + numbers.size);
        numbers.set(sub, claims.sub);
        return good.issue({ ...claims, sub }, latest);
      },
      async read(token) {
        const read = await good.read(token);
        return read && { ...read, claims: { ...read.claims, sub: numbers.get(read.claims.sub) ?? read.claims.sub } };
      },
    }));
  },
  "a server that puts the scheme before its tokens": () => ({
    ...settingCookies((cookie) => cookie.replace(/^jwt=(?=e)/, "jwt=Bearer.")),
    ...cookieFrom(JWT, (_, good) => good?.replace(/^Bearer\./, "")),
  }),
  "a server that signs tokens for a day": () =>
    jwts((_, env) => {
      const own = createHmacJwts(
        () => env,
        async () => Buffer.from(AUTH_APP_SECRET),
        { accessTtl: DAY },
      );
      return { issue: (claims) => own.issue(claims) };
    }),
  "a server that ends signed tokens before they say": () =>
    jwts((good, { clock }) => ({
      async read(token) {
        const [read, decoded] = [await good.read(token), decode(token)];
        if (!read || !decoded) return undefined;
        const { iat, exp } = decoded.claims as { iat: number; exp: number };
        return { ...read, isExpired: (2 * iat + exp) * (1_000 / 3) <= clock.now() };
      },
    })),
  "a server that ends the signed token at a second login": () => {
    const newest = new Map<string, string>();
    return jwts((good) => ({
      async issue(claims, latest) {
        const token = await good.issue(claims, latest);
        newest.set(claims.sub, token);
        return token;
      },
      async read(token) {
        const read = await good.read(token);
        return read && (newest.get(read.claims.sub) ?? token) === token ? read : undefined;
      },
    }));
  },
  "a server that takes signed tokens for ever": () =>
    jwts((good) => ({
      async read(token) {
        const read = await good.read(token);
        return read && { ...read, isExpired: false };
      },
    })),
  "a server that takes a token without an expiry": () =>
    taking((token) => isOwn(token) && token.claims["exp"] === undefined),
  "a server that takes a text for an expiry": () =>
    taking((token) => isOwn(token) && typeof token.claims["exp"] === "string"),
  "a server that decodes tokens and does not verify them": () => taking(() => true),
  "a server that compares the first half of a signature": () =>
    taking((token) => signatureOf(token, AUTH_APP_SECRET).slice(0, 20) === token.signature.slice(0, 20)),
  "a server that takes alg none": () => taking(({ header: { alg } }) => alg === "none"),
  "a server that takes alg none in capital letters": () => taking(({ header: { alg } }) => alg === "NONE"),
  "a server that takes what a client has signed": () =>
    taking((token) => CLIENTS.some(({ clientSecret }) => signatureOf(token, clientSecret) === token.signature)),
  "a server that signs with a usual secret": () => taking((token) => signatureOf(token, "secret") === token.signature),
  "a server that takes the key out of a token": () =>
    taking((token) => {
      const key = keyIn(token);
      return key !== undefined && signatureOf(token, key) === token.signature;
    }),
  "a server that does not look at crit": () => taking((token) => isOwn(token) && token.header["crit"] !== undefined),
  "a server that reads the first three parts of a token": () =>
    jwts((good) => ({ read: (token) => good.read(token.split(".").slice(0, 3).join(".")) })),
  "a server that takes a refresh token for a signed one": () =>
    jwts((good, env) => ({
      async read(token) {
        const read = await good.read(token);
        const session = read ? undefined : await env.grants.findOwn(token);
        if (!session) return read;
        const { id, username, role } = session.user;
        return { claims: { sub: String(id), username, role, sid: session.id }, isExpired: false };
      },
    })),
} satisfies Partial<Record<keyof typeof tokenFaults, Mutant>>;
