import { refusal } from "@authmark/reference-server/protocols/pattmayne/errors";
import { maxAgeOf } from "@authmark/reference-server/protocols/pattmayne/rules";
import { hashOf } from "@authmark/reference-server/tokens/tokens";
import type { tokenFaults } from "../../faults/pattmayne-tokens.ts";
import type { Mutant } from "./broken.ts";
import { settingCookies } from "./parts.ts";
import { remembering } from "./pattmayne-memory.ts";
import { grants, handlers, jwts, ME, REFRESH } from "./pattmayne-parts.ts";
import { pathOf } from "./requests.ts";

/** Auth apps that are broken where signed tokens are renewed. */
export const renewals = {
  "a server that renews and sets no cookie": () =>
    settingCookies((cookie, request) => (pathOf(request) === REFRESH ? undefined : cookie)),
  "a server that renews by the same token": () => {
    const first = new Map<number, string>();
    return jwts((good) => ({
      async issue(claims, latest) {
        const token = first.get(claims.sid ?? 0) ?? (await good.issue(claims, latest));
        first.set(claims.sid ?? 0, token);
        return token;
      },
    }));
  },
  "a server that lets refresh tokens live on with each renewal": () =>
    handlers((good, { grants }) => ({
      async refresh(input) {
        const token = input.cookies.refresh_token;
        const session = token === undefined ? undefined : await grants.findOwn(token);
        if (session) await grants.enter(session.user);
        return good.refresh(input);
      },
    })),
  "a server that compares the first half of a refresh token": () =>
    remembering((good, memory) => ({
      findOwn: (refresh) => good.findOwn(memory.like(refresh, "refresh")?.text ?? refresh),
    })),
  "a server that renews by refresh tokens for ever": () =>
    grants((_, { store }) => ({
      async findOwn(refresh) {
        const grant = await store.findRefreshGrant(hashOf(refresh));
        return grant?.clientId === "auth_site" ? grant.session : undefined;
      },
    })),
  "a server that renews by a signed token": () =>
    grants((good, { siteJwts, store }) => ({
      async findOwn(refresh) {
        const { claims } = (await siteJwts.read(refresh)) ?? {};
        return claims?.sid === undefined ? good.findOwn(refresh) : store.findCommonSession(claims.sid);
      },
    })),
  "a server that renews by any client's refresh token": () =>
    grants((_, { store, clock }) => ({
      async findOwn(refresh) {
        const grant = await store.findRefreshGrant(hashOf(refresh));
        return grant && clock.now() < grant.expiresAt ? grant.session : undefined;
      },
    })),
  "a server that serves an expired token and sets no new one": () =>
    settingCookies((cookie, request) => (pathOf(request) === ME ? undefined : cookie)),
  "a server that renews at its route alone": () =>
    handlers((good, env) => ({
      async me(input) {
        const { jwt } = input.cookies;
        const read = jwt === undefined ? undefined : await env.siteJwts.read(jwt);
        return read?.isExpired ? refusal(401, "The signed token has expired.") : good.me(input);
      },
    })),
  "a server that renews whatever is beside a good refresh token": () =>
    handlers((good, env) => ({
      async me(input) {
        const { jwt, refresh_token: refresh } = input.cookies;
        const session = jwt === undefined || refresh === undefined ? undefined : await env.grants.findOwn(refresh);
        if (!session || (await env.siteJwts.read(jwt ?? ""))) return good.me(input);
        const { id, username, email, emailVerified, role } = session.user;
        const token = await env.siteJwts.issue({ sub: String(id), username, role, sid: session.id }, session.expiresAt);
        return {
          status: 200,
          body: { user_id: id, username, email: email ?? "", email_verified: emailVerified, user_role: role },
          headers: { "cache-control": "no-store" },
          cookies: { jwt: { value: token, maxAge: maxAgeOf(session.expiresAt, env.clock.now()) } },
        };
      },
    })),
  "a server that ends the session of an altered refresh token": () =>
    remembering((good, memory, env) => ({
      async findOwn(refresh) {
        const session = await good.findOwn(refresh);
        const like = session || refresh === "" ? undefined : memory.like(refresh, "refresh");
        if (like) await env.store.endSessionOf(like.userId);
        return session;
      },
    })),
} satisfies Partial<Record<keyof typeof tokenFaults, Mutant>>;
