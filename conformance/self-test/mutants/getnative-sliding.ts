import type { GetnativeMutants } from "./getnative.ts";
import { claiming } from "./getnative-jws.ts";
import { afterwards, bodyOf, bringing, FIELD, inField, LOGIN, tokenOf } from "./getnative-parts.ts";
import { read } from "./jws.ts";
import { withFields } from "./parts.ts";
import { pathOf } from "./requests.ts";

/** Servers that are broken where an answer brings a newer token, or should not. */
export const sliding = {
  "a server that brings no token with an account": () =>
    inField((token, request) => (request.method === "GET" ? undefined : token)),
  "a server that brings no token with a changed password": () =>
    inField((token, request, status) => (request.method === "PUT" && status === 204 ? undefined : token)),
  "a server that brings the same token again": () =>
    inField((token, request, status) => (status < 400 ? (tokenOf(request) ?? token) : token)),
  "a server that renews a token in the second half of its life": () =>
    inField((token, request) => {
      const [sent, next] = [tokenOf(request), token].map((each) => read(each ?? "")?.claims ?? {});
      const isOld = Number(next?.["iat"]) - Number(sent?.["iat"]) > (Number(next?.["exp"]) - Number(next?.["iat"])) / 2;
      return sent?.["iat"] === undefined || isOld ? token : undefined;
    }),
  "a server that renews the token of a login only": () => {
    const renewed = new Set<string>();
    return inField((token, request) => {
      const sent = tokenOf(request);
      if (sent !== undefined && renewed.has(sent)) return undefined;
      if (sent !== undefined) renewed.add(token);
      return token;
    });
  },

  "a server that drops the audience at a renewal": () =>
    claiming((_, { before }) => (before === undefined ? {} : { aud: ["elsewhere"] })),
  "a server that names another issuer at a renewal": () =>
    claiming(({ iss }, { before }) => (before === undefined ? {} : { iss: `https://${iss}/` })),
  "a server that names the account otherwise at a renewal": () =>
    claiming(({ sub }, { before }) => (before === undefined ? {} : { sub: `user-${sub}` })),
  "a server that keeps the time of issue at a renewal": () =>
    claiming((_, { before = "" }) => {
      const iat = read(before)?.claims["iat"];
      return iat === undefined ? {} : { iat };
    }),

  "a server that keeps the expiry of a token at a renewal": () =>
    claiming((_, { before = "" }) => {
      const exp = read(before)?.claims["exp"];
      return exp === undefined ? {} : { exp };
    }),
  "a server that lets a second renewal live no longer": () => {
    const renewed = new Set<unknown>();
    return claiming(({ jti }, { before }) => {
      if (before === undefined) return {};
      const { jti: sent, exp } = read(before)?.claims ?? {};
      renewed.add(jti);
      return renewed.has(sent) ? { exp } : {};
    });
  },
  "a server that ends a login after twice the lifetime": () => {
    const ends = new Map<unknown, number>();
    return claiming(({ jti, iat, exp }, { before }) => {
      const { jti: sent } = read(before ?? "")?.claims ?? {};
      const end = ends.get(sent) ?? 2 * Number(exp) - Number(iat);
      ends.set(jti, end);
      return { exp: Math.min(Number(exp), end) };
    });
  },

  "a server that brings no token with an error": () =>
    inField((token, _, status) => (status < 400 ? token : undefined)),
  "a server that brings a token with every answer to one": () =>
    afterwards(async (response, request, { jwts }) => {
      const { sub } = read(tokenOf(request) ?? "")?.claims ?? {};
      const isDue = typeof sub === "string" && response.status === 401 && !response.headers.has(FIELD);
      return isDue ? bringing(response, await jwts.issue(sub)) : response;
    }),
  "a server that brings a token with a refused login": () => {
    const asked = new WeakMap<Request, unknown>();
    return {
      ...afterwards(async (response, request, { jwts, store }) => {
        const user = await store.findUser(String(asked.get(request)));
        return user && response.status === 401 ? bringing(response, await jwts.issue(String(user.id))) : response;
      }),
      async request(request) {
        if (pathOf(request) === LOGIN) asked.set(request, (await bodyOf(request))["email"]);
        return request;
      },
    };
  },
  "a server that sends a token that it refuses back": () =>
    afterwards(async (response, request) => {
      const token = tokenOf(request);
      const isGone = token !== undefined && read(token) !== undefined && response.status === 401;
      return isGone ? bringing(response, token) : response;
    }),
  "a server that brings a token with a deletion": () =>
    afterwards(async (response, request, { jwts }) => {
      const { sub } = read(tokenOf(request) ?? "")?.claims ?? {};
      const isDone = request.method === "DELETE" && response.status === 204 && typeof sub === "string";
      return isDone ? bringing(response, await jwts.issue(sub)) : response;
    }),
  "a server that lets pages read its answers, and not the tokens": () =>
    withFields((fields, request) => {
      if (!request.headers.has("origin")) return;
      fields.set("access-control-allow-origin", "*");
      fields.delete("access-control-expose-headers");
    }),
} satisfies GetnativeMutants;
