import { setTimeout as sleep } from "node:timers/promises";
import { refusal } from "@authmark/reference-server/protocols/pattmayne/errors";
import { cleared } from "@authmark/reference-server/protocols/pattmayne/logins";
import type { CommonSession } from "@authmark/reference-server/store/grant-port";
import type { Store } from "@authmark/reference-server/store/port";
import type { endingFaults } from "../../faults/pattmayne-endings.ts";
import type { Mutant } from "./broken.ts";
import { answering, settingCookies, store } from "./parts.ts";
import { anew, end, isLiving, remembering } from "./pattmayne-memory.ts";
import { grants, handlers, LOGOUT, OWN_CLIENT } from "./pattmayne-parts.ts";
import { pathOf } from "./requests.ts";

/** From a look to the act, in milliseconds. */
const WINDOW_MS = 5;

const confirmed = { status: 200, body: { logout: true }, cookies: { jwt: cleared, refresh_token: cleared } } as const;

/** A server that marks sessions as ended and keeps them: those that live again when their user is back. */
function endingSoftly({ until }: { readonly until: "login" | "restart" }) {
  return store((good) => {
    const ended = new Set<number>();
    const ofCode = new Map<string, number>();
    const isEnded = (session: CommonSession | undefined) => session !== undefined && ended.has(session.id);
    const living = <S extends CommonSession | undefined>(session: S) => (isEnded(session) ? undefined : session);
    const kept: Partial<Store> = {
      async enter(entry) {
        const session = await good.enter(entry);
        if (session && entry.code) ofCode.set(entry.code.hash, session.id);
        if (session) ended.delete(session.id);
        return session;
      },
      async extendGrants(id, given, now) {
        if (given.code) ofCode.set(given.code.hash, id);
        return !ended.has(id) && good.extendGrants(id, given, now);
      },
      findCommonSession: async (id) => living(await good.findCommonSession(id)),
      async findRefreshGrant(hash) {
        const grant = await good.findRefreshGrant(hash);
        return isEnded(grant?.session) ? undefined : grant;
      },
      redeemCode: async (redemption) =>
        ended.has(ofCode.get(redemption.code) ?? -1) ? undefined : good.redeemCode(redemption),
      async exchangeRefresh(exchange) {
        const grant = await good.findRefreshGrant(exchange.spent);
        return isEnded(grant?.session) ? undefined : good.exchangeRefresh(exchange);
      },
      endCommonSession: async (id) => void ended.add(id),
    };
    // A restart is felt by whoever knows of logouts in memory alone; a login, by whoever takes it for the end of one.
    if (until === "login") return kept;
    return {
      ...kept,
      async enter(entry) {
        const session = await good.enter(entry);
        if (!isEnded(session)) return session;
        await good.endCommonSession(session?.id ?? 0);
        return good.enter(entry);
      },
    };
  });
}

/** Auth apps that are broken where users log out. */
export const logouts = {
  "a server that says of a logout that it failed": () =>
    answering(LOGOUT, ({ status }) =>
      status === 200 ? { status: 409, body: { error: "Nobody was logged in.", code: 409 } } : undefined,
    ),
  "a server that ends a browser's own tokens at a logout": () =>
    remembering(
      () => ({}),
      (memory) => ({
        authApp: (good) => ({
          ...good,
          async logout({ cookies: { refresh_token: refresh } }) {
            const own = refresh === undefined ? undefined : memory.of(refresh);
            if (own) end([own]);
            return confirmed;
          },
        }),
      }),
    ),
  "a server that ends at a logout what clients have": () =>
    remembering(
      () => ({}),
      (memory) => ({
        authApp: (good) => ({
          ...good,
          async logout({ cookies: { refresh_token: refresh } }) {
            const own = refresh === undefined ? undefined : memory.of(refresh);
            if (own) end(memory.ofUser(own.userId).filter(({ clientId }) => clientId !== OWN_CLIENT));
            return confirmed;
          },
        }),
      }),
    ),
  "a server that leaves signed tokens alive until they expire": () =>
    store((good) => {
      const seen = new Map<number, CommonSession>();
      return {
        async findCommonSession(id) {
          const session = await good.findCommonSession(id);
          if (session) seen.set(id, session);
          return session ?? seen.get(id);
        },
      };
    }),
  "a server that redeems codes after a logout": () =>
    remembering((good, memory, env) => ({
      async redeem(code, clientId) {
        const known = memory.of(code);
        const grant = await good.redeem(code, clientId);
        const isUnused = known?.kind === "code" && !known.spent && known.clientId === clientId;
        return grant ?? (isUnused ? anew(known, good, env) : undefined);
      },
    })),
  "a server that leaves its cookies at a logout": () =>
    settingCookies((cookie, request) => (pathOf(request) === LOGOUT ? undefined : cookie)),
  "a server that logs nobody out by an expired token": () =>
    handlers((good, { siteJwts }) => ({
      async logout(input) {
        const { jwt } = input.cookies;
        const read = jwt === undefined ? undefined : await siteJwts.read(jwt);
        return read?.isExpired ? confirmed : good.logout(input);
      },
    })),
  "a server that logs everybody out": () =>
    remembering(
      () => ({}),
      (memory) => ({
        authApp: (good, env) => ({
          ...good,
          async logout(input) {
            for (const userId of new Set(memory.all().map((given) => given.userId)))
              await env.store.endSessionOf(userId);
            return good.logout(input);
          },
        }),
      }),
    ),
  "a server that logs out whom a token names, whoever has signed it": () =>
    handlers((good, { store }) => ({
      async logout(input) {
        const [, payload = ""] = input.cookies.jwt?.split(".") ?? [];
        const sub = /"sub":"(\d+)"/.exec(Buffer.from(payload, "base64url").toString())?.[1];
        if (sub !== undefined) await store.endSessionOf(Number(sub));
        return good.logout(input);
      },
    })),
  "a server that logs in nobody who has logged out": () => {
    const gone = new Set<number>();
    return store((good) => ({
      async endCommonSession(id) {
        const session = await good.findCommonSession(id);
        if (session) gone.add(session.user.id);
        return good.endCommonSession(id);
      },
      async enter(entry) {
        const user = await good.findMember(entry.account);
        return user && gone.has(user.id) ? undefined : good.enter(entry);
      },
    }));
  },
  "a server that has what ended live again when its user is back": () => endingSoftly({ until: "login" }),
  "a server that forgets logouts when it is restarted": () => endingSoftly({ until: "restart" }),
  "a server that forgets spent codes when it is restarted": () => {
    const known: { code: string; username: string; clientId: string }[] = [];
    return {
      env(env) {
        const spent = new Set<string>();
        const { grants: good } = env;
        const redeem: typeof good.redeem = async (code, clientId) => {
          const grant = await good.redeem(code, clientId);
          const before = known.find((each) => each.code === code && each.clientId === clientId);
          const isNew = before !== undefined && !spent.has(code) && grant === undefined;
          spent.add(code);
          if (grant) known.push({ code, clientId, username: grant.session.user.username });
          return isNew ? anew(before, good, env) : grant;
        };
        return { ...env, grants: { ...good, redeem } };
      },
    };
  },

  "a server that goes on with a redemption during which its user logs out": () =>
    remembering((good, memory, env) => ({
      async redeem(code, clientId) {
        const known = memory.of(code);
        if (!known || known.spent || known.clientId !== clientId || !(await isLiving(known, env.store))) {
          return good.redeem(code, clientId);
        }
        await sleep(WINDOW_MS);
        const isOver = !(await isLiving(known, env.store));
        return isOver ? anew(known, good, env) : good.redeem(code, clientId);
      },
    })),
  "a server that goes on with an exchange during which its user logs out": () =>
    remembering((good, memory, env) => ({
      async exchange(refresh, clientId, userId) {
        const known = memory.of(refresh);
        if (!known || !(await good.isGood(refresh, clientId, userId))) return good.exchange(refresh, clientId, userId);
        await sleep(WINDOW_MS);
        return (await good.isGood(refresh, clientId, userId))
          ? good.exchange(refresh, clientId, userId)
          : anew(known, good, env);
      },
    })),
  "a server that goes on with a renewal during which its user logs out": () =>
    grants((good, { store }) => ({
      async findOwn(refresh) {
        const session = await good.findOwn(refresh);
        if (!session) return undefined;
        await sleep(WINDOW_MS);
        if (await store.findCommonSession(session.id)) return session;
        return (await good.enter(session.user))?.session;
      },
    })),

  "a server that ends at a client's logout what that client has": () =>
    remembering(
      () => ({}),
      (memory) => ({
        authApp: (good) => ({
          ...good,
          async extLogout(input) {
            const { client_id: clientId, user_id: userId } = input.body;
            // A user who is nobody: the client is looked at, and nothing ends.
            const answer = await good.extLogout({ ...input, body: { ...input.body, user_id: 0 } });
            if (answer.status === 200) end(memory.ofUser(userId).filter((given) => given.clientId === clientId));
            return answer;
          },
        }),
      }),
    ),
  "a server that ends at a client's logout what clients have": () =>
    remembering(
      () => ({}),
      (memory) => ({
        authApp: (good) => ({
          ...good,
          async extLogout(input) {
            const answer = await good.extLogout({ ...input, body: { ...input.body, user_id: 0 } });
            const isClients = ({ clientId }: { clientId: string }) => clientId !== OWN_CLIENT;
            if (answer.status === 200) end(memory.ofUser(input.body.user_id).filter(isClients));
            return answer;
          },
        }),
      }),
    ),
  "a server that finds nobody to log out at a client": () =>
    remembering(
      () => ({}),
      (memory) => ({
        authApp: (good, env) => ({
          ...good,
          async extLogout(input) {
            const given = memory.ofUser(input.body.user_id).at(-1);
            const isThere = given !== undefined && (await isLiving(given, env.store));
            const answer = await good.extLogout(input);
            return isThere || answer.status !== 200 ? answer : refusal(404, "Nobody is logged in.");
          },
        }),
      }),
    ),
  "a server that logs out before it looks at the secret": () =>
    handlers((good, { store }) => ({
      async extLogout(input) {
        await store.endSessionOf(input.body.user_id);
        return good.extLogout(input);
      },
    })),
} satisfies Partial<Record<keyof typeof endingFaults, Mutant>>;
