import type { CommonSession } from "@authmark/reference-server/store/grant-port";
import type { Store } from "@authmark/reference-server/store/port";
import type { endingFaults } from "../../faults/pattmayne-endings.ts";
import type { Mutant } from "./broken.ts";
import { store } from "./parts.ts";
import { anew } from "./pattmayne-memory.ts";

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

/** Auth apps for which what was over is not over for ever. */
export const softEndings = {
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
} satisfies Partial<Record<keyof typeof endingFaults, Mutant>>;
