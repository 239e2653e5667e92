import type { Env } from "@authmark/reference-server/env";
import { refusal } from "@authmark/reference-server/protocols/pattmayne/errors";
import type { AuthAppHandlers } from "@authmark/reference-server/protocols/pattmayne/handlers";
import { clientIdOf, welcome } from "@authmark/reference-server/protocols/pattmayne/logins";
import { findDestination } from "@authmark/reference-server/protocols/pattmayne/sites";
import { hashOf } from "@authmark/reference-server/tokens/tokens";
import type { loginFaults } from "../../faults/pattmayne-logins.ts";
import { LIFETIMES } from "../apps.ts";
import type { Mutant } from "./broken.ts";
import { answering, passwords } from "./parts.ts";
import { end, remembering } from "./pattmayne-memory.ts";
import {
  afterwards,
  bodyOf,
  grants,
  handlers,
  LOGIN,
  OWN_CLIENT,
  redirecting,
  VERIFY_AUTH_CODE,
  withMembers,
} from "./pattmayne-parts.ts";

type LoginInput = Parameters<AuthAppHandlers["login"]>[0];

const wrong = refusal(401, "The user or the password is wrong.");
const TTL_MS = 1_000 * LIFETIMES.refreshTtl;

/** A login of whom a signed token names, whatever has become of the token. */
async function byName({ body, cookies: { jwt } }: LoginInput, env: Env, needs: { session: boolean }) {
  const token = jwt === undefined ? undefined : await env.siteJwts.read(jwt);
  const destination = await findDestination(body.client_id, env);
  if (!token || body.password !== undefined || destination === "unknown" || destination === "inactive")
    return undefined;
  const lives = token.claims.sid !== undefined && (await env.store.findCommonSession(token.claims.sid)) !== undefined;
  const user = needs.session && !lives ? undefined : await env.store.findMember({ username: token.claims.username });
  const entered = user && (await env.grants.enter(user, clientIdOf(destination)));
  return entered && welcome(entered, { destination, state: body.state }, env);
}

/** Auth apps that are broken where users log in. */
export const logins = {
  "a server that refuses every third login of a user": () => {
    const times = new Map<string, number>();
    return handlers((good) => ({
      async login(input) {
        const { username_or_email: name, password } = input.body;
        if (name === undefined || password === undefined) return good.login(input);
        times.set(name, (times.get(name) ?? 0) + 1);
        return (times.get(name) ?? 0) % 3 === 0 ? wrong : good.login(input);
      },
    }));
  },
  "a server that knows users by their names alone": () =>
    handlers((good) => ({
      login: async (input) => (input.body.username_or_email?.includes("@") ? wrong : good.login(input)),
    })),
  "a server that calls its user as the login did": () =>
    afterwards(LOGIN, async (response, { username_or_email: name }) =>
      response.status === 200 && name !== undefined ? withMembers(response, { username: name }) : response,
    ),
  "a server that takes any password of a known user": () =>
    passwords(() => ({ verify: async (_, phc) => phc !== undefined })),
  "a server that registers unknown users when they log in": () =>
    handlers((good, env) => ({
      async login(input) {
        const { username_or_email: username, password } = input.body;
        const isKnown = username !== undefined && (await env.store.findMember({ username })) !== undefined;
        if (!isKnown && username !== undefined && !username.includes("@") && password !== undefined) {
          const passwordHash = await env.passwords.hash(password);
          await env.store.insertMember({ username, passwordHash, email: `${username}@example.com` });
        }
        return good.login(input);
      },
    })),
  "a server that goes on with the session of a login's cookies": () =>
    handlers((good) => ({
      async login(input) {
        const { username_or_email: _, password: __, ...body } = input.body;
        const answer = await good.login({ ...input, body });
        return answer.status === 200 ? answer : good.login(input);
      },
    })),
  "a server that ends the session of whose login fails": () =>
    handlers((good, env) => ({
      async login(input) {
        const answer = await good.login(input);
        const { username_or_email: username } = input.body;
        const user = username === undefined ? undefined : await env.store.findMember({ username });
        if (answer.status === 401 && user) await env.store.endSessionOf(user.id);
        return answer;
      },
    })),

  "a server that asks for the password at each client": () =>
    handlers((good) => ({
      login: async (input) => (input.body.password === undefined ? wrong : good.login(input)),
    })),
  "a server that lets in by a signed token that has expired": () =>
    handlers((good, env) => ({
      login: async (input) => (await byName(input, env, { session: true })) ?? good.login(input),
    })),
  "a server that lets in by the cookies of a session that has ended": () =>
    handlers((good, env) => ({
      login: async (input) => (await byName(input, env, { session: false })) ?? good.login(input),
    })),
  "a server that knows one client a user": () =>
    remembering((good, memory) => ({
      async redeem(code, clientId) {
        const grant = await good.redeem(code, clientId);
        const isElsewhere = (other: string) => ![clientId, OWN_CLIENT].includes(other);
        if (grant) end(memory.ofUser(grant.session.user.id).filter((given) => isElsewhere(given.clientId)));
        return grant;
      },
    })),
  "a server that gives a user one refresh token for all clients": () => {
    const originals = new Map<string, string>();
    const names = new Map<number, string>();
    const original = (name: string, clientId: string) => originals.get(`${name} ${clientId}`) ?? name;
    return grants((good) => ({
      async redeem(code, clientId) {
        const grant = await good.redeem(code, clientId);
        if (!grant) return undefined;
        const { id } = grant.session.user;
        const name = names.get(id) ?? grant.refresh;
        names.set(id, name);
        originals.set(`${name} ${clientId}`, grant.refresh);
        return { ...grant, refresh: name };
      },
      isGood: (refresh, clientId, userId) => good.isGood(original(refresh, clientId), clientId, userId),
      exchange: (refresh, clientId, userId) => good.exchange(original(refresh, clientId), clientId, userId),
    }));
  },
  "a server that begins the life of a token at each client anew": () =>
    grants((good, { clock }) => ({
      async redeem(code, clientId) {
        const grant = await good.redeem(code, clientId);
        const expiresAt = clock.now() + TTL_MS;
        return grant && { ...grant, session: { ...grant.session, expiresAt } };
      },
    })),
  "a server that has the tokens of one client outlive the session": () =>
    grants((_, { store }) => ({
      async isGood(refresh, clientId, userId) {
        const grant = await store.findRefreshGrant(hashOf(refresh));
        return grant?.clientId === clientId && grant.session.user.id === userId;
      },
    })),
  "a server that sets no cookies of its own for another client": () =>
    afterwards(LOGIN, async ({ body, status, headers: good }, { client_id: clientId }) => {
      const headers = new Headers(good);
      if (clientId !== OWN_CLIENT) headers.delete("set-cookie");
      return new Response(body, { status, headers });
    }),

  "a server that logs in for a client that it does not know": () =>
    handlers((good) => ({
      async login(input) {
        const answer = await good.login(input);
        return answer.status === 404
          ? good.login({ ...input, body: { ...input.body, client_id: OWN_CLIENT } })
          : answer;
      },
    })),
  "a server that logs in at clients that are switched off": () =>
    handlers((good, env) => ({
      async login(input) {
        const client = await env.store.findClient(input.body.client_id);
        if (!client || client.isActive) return good.login(input);
        await env.store.changeClient({ ...client, isActive: true });
        const answer = await good.login(input);
        await env.store.changeClient(client);
        return answer;
      },
    })),
  "a server that leaves out the code of its errors": () =>
    answering(LOGIN, ({ status, body }) =>
      status >= 400 ? { body: { error: (body as { error: string }).error } } : undefined,
    ),
  "a server that tells an expiry as text": () =>
    answering(VERIFY_AUTH_CODE, ({ status, body }) =>
      status === 200
        ? { body: { ...(body as object), expires_at: String((body as { expires_at: number }).expires_at) } }
        : undefined,
    ),
  "a server that calls every error 400": () =>
    answering(LOGIN, ({ status, body }) => (status >= 400 ? { body: { ...(body as object), code: 400 } } : undefined)),
  "a server that tells of an unreadable body under status 200": () =>
    answering(LOGIN, ({ status, body }) =>
      status === 400 && JSON.stringify(body).includes("JSON") ? { status: 200 } : undefined,
    ),

  "a server that names the user where it redirects to": () =>
    redirecting((uri, { sent }) => `${uri}&user=${encodeURIComponent(String(sent["username_or_email"]))}`),
  "a server that redirects to the host of X-Forwarded-Host": () =>
    redirecting((uri, { request }) => {
      const host = request.headers.get("x-forwarded-host");
      return host === null ? uri : uri.replace(/\/\/[^/?]+/, () => `//${host}`);
    }),
  "a server that redirects where the request says": () =>
    redirecting((uri, { sent, request }) => {
      const named = sent["redirect_uri"] ?? new URL(request.url).searchParams.get("redirect_uri");
      return typeof named === "string" ? `${named}?${uri.split("?")[1]}` : uri;
    }),
  "a server that drops the query of a registered URI": () =>
    redirecting((uri) => uri.replace(/\?.*?(?=code=[\w-]{43})/, "?")),
  "a server that cuts off the codes of its redirects": () =>
    redirecting((uri) => uri.replace(/(code=[\w-]{42})[\w-]/, "$1")),
  "a server that does not encode a state": () =>
    redirecting((uri, { sent }) => {
      const { state } = sent;
      return typeof state === "string" ? uri.replace(/&state=.*$/, () => `&state=${state}`) : uri;
    }),
  "a server that leaves a state out": () => redirecting((uri) => uri.replace(/&state=.*$/, "")),
  "a server that redirects who logs in at home": () =>
    afterwards(LOGIN, async (response) => {
      const { redirect_uri: uri } = await bodyOf(response);
      if (response.status !== 200 || uri !== undefined) return response;
      return withMembers(response, { redirect_uri: "https://auth.example/?code=none" });
    }),
  "a server that puts the signed token into its redirects": () =>
    redirecting((uri, { response }) => {
      const [, token] =
        /^jwt=([^;]+)/.exec(response.headers.getSetCookie().find((line) => line.startsWith("jwt=")) ?? "") ?? [];
      return `${uri}&token=${token}`;
    }),
} satisfies Record<keyof typeof loginFaults, Mutant>;
