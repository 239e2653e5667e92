import type { Seams } from "@authmark/reference-server/app";
import type { Env } from "@authmark/reference-server/env";
import type { ClientGrant, Entered, Grants } from "@authmark/reference-server/grants/grants";
import type { AuthAppHandlers } from "@authmark/reference-server/protocols/pattmayne/handlers";
import { type CommonSession, ownClient } from "@authmark/reference-server/store/grant-port";
import { grants, handlers } from "./pattmayne-parts.ts";

/** Something that an auth app has given out: a refresh token, its own or a client's, or a code. */
export interface Given {
  readonly text: string;
  readonly kind: "refresh" | "code";
  readonly clientId: string;
  readonly userId: number;
  readonly username: string;
  /** The session that it was given in. */
  readonly session: number;
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
  /** A code was redeemed, or a token exchanged. */
  spent: boolean;
  /** The broken server takes it no longer. */
  ended: boolean;
}

/** What a broken auth app remembers beside the store. */
export interface Memory {
  of(text: string): Given | undefined;
  /** The one of a kind that begins as a text does, by half of its letters. */
  like(text: string, kind: Given["kind"]): Given | undefined;
  ofUser(userId: number): readonly Given[];
  all(): readonly Given[];
}

/** An auth app that remembers what it has given to whom: `change` gets the good ones, and all that. */
export function remembering(
  change: (good: Grants, memory: Memory, env: Env) => Partial<Grants>,
  more: (memory: Memory) => Omit<Seams, "env"> = () => ({}),
): Seams {
  const known: Given[] = [];
  const memory: Memory = {
    of: (text) => known.find((each) => each.text === text),
    like: (text, kind) =>
      known.findLast((each) => each.kind === kind && each.text.startsWith(text.slice(0, each.text.length / 2))),
    ofUser: (userId) => known.filter((each) => each.userId === userId),
    all: () => known,
  };
  const seams = grants((good, env) => {
    const noted = noting(good, known, memory, env);
    return { ...noted, ...change(noted, memory, env) };
  });
  return { ...more(memory), ...seams };
}

/** An auth app that remembers the same, and asks its memory where users and clients ask it. */
export function rememberingAt(
  change: (good: AuthAppHandlers, memory: Memory, env: Env) => Partial<AuthAppHandlers>,
): Seams {
  return remembering(
    () => ({}),
    (memory) => handlers((good, env) => change(good, memory, env)),
  );
}

/** The same grants, which note what they give, and do not take what is marked as ended. */
function noting(good: Grants, known: Given[], memory: Memory, env: Env): Grants {
  const note = (text: string, kind: Given["kind"], clientId: string, { id: session, user }: CommonSession) => {
    if (memory.of(text)) return;
    const whose = { userId: user.id, username: user.username, session };
    known.push({ text, kind, clientId, ...whose, at: env.clock.now(), spent: false, ended: false });
  };
  const isEnded = (text: string) => memory.of(text)?.ended === true;
  const entered = <E extends Entered | undefined>(given: E, clientId: string | undefined): E => {
    if (given) note(given.refresh, "refresh", ownClient, given.session);
    if (given?.code !== undefined && clientId !== undefined) note(given.code, "code", clientId, given.session);
    return given;
  };
  const granted = (grant: ClientGrant | undefined, spent: string, clientId: string) => {
    const before = memory.of(spent);
    if (grant && before) before.spent = true;
    if (grant) note(grant.refresh, "refresh", clientId, grant.session);
    return grant;
  };
  return {
    enter: async (account, clientId) => entered(await good.enter(account, clientId), clientId),
    continue: async (session, given) => entered(await good.continue(session, given), given.clientId),
    findOwn: async (refresh) => (isEnded(refresh) ? undefined : good.findOwn(refresh)),
    isGood: async (refresh, clientId, userId) => !isEnded(refresh) && good.isGood(refresh, clientId, userId),
    redeem: async (code, clientId) =>
      isEnded(code) ? undefined : granted(await good.redeem(code, clientId), code, clientId),
    exchange: async (refresh, clientId, userId) =>
      isEnded(refresh) ? undefined : granted(await good.exchange(refresh, clientId, userId), refresh, clientId),
  };
}

/** What a login of the user at a client would yield there, as if there had been one. */
export async function anew(
  { username, clientId }: Pick<Given, "username" | "clientId">,
  { enter, redeem }: Pick<Grants, "enter" | "redeem">,
  { store }: Pick<Env, "store">,
): Promise<ClientGrant | undefined> {
  const user = await store.findMember({ username });
  const entered = user && (await enter(user, clientId));
  return entered?.code === undefined ? undefined : redeem(entered.code, clientId);
}

/** Whether the session lives in which something was given out. */
export async function isLiving({ session }: Given, { findCommonSession }: Env["store"]): Promise<boolean> {
  return (await findCommonSession(session)) !== undefined;
}

/** Ends what was given out: the broken server takes it no longer. */
export function end(all: Iterable<Given>): void {
  for (const each of all) each.ended = true;
}
