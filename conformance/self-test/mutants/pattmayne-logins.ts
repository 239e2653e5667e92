import type { Env } from "@authmark/reference-server/env";
import { refusal } from "@authmark/reference-server/protocols/pattmayne/errors";
import type { AuthAppHandlers } from "@authmark/reference-server/protocols/pattmayne/handlers";
import { clientIdOf, welcome } from "@authmark/reference-server/protocols/pattmayne/logins";
import { findDestination } from "@authmark/reference-server/protocols/pattmayne/sites";
import type { loginFaults } from "../../faults/pattmayne-logins.ts";
import type { Mutant } from "./broken.ts";
import { answering, passwords } from "./parts.ts";
import { loginsAtClients } from "./pattmayne-logins-at-clients.ts";
import { afterwards, handlers, LOGIN, VERIFY_AUTH_CODE, withMembers } from "./pattmayne-parts.ts";
import { redirects } from "./pattmayne-redirects.ts";

type LoginInput = Parameters<AuthAppHandlers["login"]>[0];

const wrong = refusal(401, "The user or the password is wrong.");

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
  ...loginsAtClients,
  ...redirects,
} satisfies Record<keyof typeof loginFaults, Mutant>;
