import { cleared } from "@authmark/reference-server/protocols/pattmayne/logins";
import type { CommonSession } from "@authmark/reference-server/store/grant-port";
import type { endingFaults } from "../../faults/pattmayne-endings.ts";
import type { Mutant } from "./broken.ts";
import { answering, settingCookies, store } from "./parts.ts";
import { anew, end, type Given, type Memory, remembering, rememberingAt } from "./pattmayne-memory.ts";
import { handlers, LOGOUT, OWN_CLIENT } from "./pattmayne-parts.ts";
import { pathOf } from "./requests.ts";

const confirmed = { status: 200, body: { logout: true }, cookies: { jwt: cleared, refresh_token: cleared } } as const;

/** An auth app where a logout ends some of what the user was given, and the session goes on. */
const ending = (which: (memory: Memory, own: Given) => Iterable<Given>) =>
  rememberingAt((_, memory) => ({
    async logout({ cookies: { refresh_token: refresh } }) {
      const own = refresh === undefined ? undefined : memory.of(refresh);
      if (own) end(which(memory, own));
      return confirmed;
    },
  }));

/** Auth apps that are broken where users log out. */
export const logouts = {
  "a server that says of a logout that it failed": () =>
    answering(LOGOUT, ({ status }) =>
      status === 200 ? { status: 409, body: { error: "Nobody was logged in.", code: 409 } } : undefined,
    ),
  "a server that ends a browser's own tokens at a logout": () => ending((_, own) => [own]),
  "a server that ends at a logout what clients have": () =>
    ending((memory, { userId }) => memory.ofUser(userId).filter(({ clientId }) => clientId !== OWN_CLIENT)),
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
    rememberingAt((good, memory, { store }) => ({
      async logout(input) {
        for (const userId of new Set(memory.all().map((given) => given.userId))) await store.endSessionOf(userId);
        return good.logout(input);
      },
    })),
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
} satisfies Partial<Record<keyof typeof endingFaults, Mutant>>;
