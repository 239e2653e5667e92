import { type Check, checkFor } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import { goodFor } from "./browser-operations.ts";
import type { AuthSession } from "./client.ts";
import { type Connected, connected, isAlive } from "./connected.ts";
import { passwordOf } from "./credentials.ts";
import type { Ending } from "./endings.ts";
import { succeed } from "./outcomes.ts";
import { areValid } from "./outcomes-of-checks.ts";
import { areDead, everywhere, goodBefore, TRIES, wereGood } from "./sessions.ts";

const check = checkFor<AuthSession>();
const OWN = ["client", "second-client", "disposable-account"] as const;

/** Everything of a user is ended; one kind of it is tried then. */
export const ends = ({ needs, end }: Ending, what: keyof typeof TRIES) =>
  check({
    needs: [...OWN, ...needs],
    async act(session): Promise<Evidence & { logout: Exchange }> {
      const all = await everywhere(session, await session.pm.lend());
      const before = await goodBefore(session, all);
      const logout = await end(session, all);
      const tries = await TRIES[what](session, all);
      session.pm.leave(all.user);
      return { ...before, ...tries, logout };
    },
    control: ({ logout, ...evidence }) => [...wereGood(evidence), ...succeed(logout)],
    judge: ({ logout: _, ...evidence }) =>
      areDead(Object.fromEntries(Object.entries(evidence).filter(([step]) => !step.startsWith("control")))),
  });

/** One check for each ending. */
export function byEach<Name extends string>(
  endings: Readonly<Record<Name, Ending>>,
  make: (ending: Ending) => Check<AuthSession>,
) {
  const entries = Object.entries<Ending>(endings).map(([name, ending]) => [name, make(ending)]);
  return Object.fromEntries(entries) as Record<Name, Check<AuthSession>>;
}

/** A user who is back after everything was ended; what was before is tried then. */
export const revivesNothing = ({ needs, end }: Ending) =>
  check({
    needs: [...OWN, ...needs],
    async act(session): Promise<Evidence & Record<"logout" | "login", Exchange>> {
      const { pm } = session;
      const all = await everywhere(session, await pm.lend());
      const logout = await end(session, all);
      const { from: login } = await pm.signIn(all.user.account);
      const codes = await TRIES.codes(session, all);
      const tries = { ...(await TRIES.tokens(session, all)), ...(await TRIES.jwts(session, all)) };
      pm.leave(all.user);
      return { ...codes, ...tries, logout, login };
    },
    control: ({ logout, login }) => succeed(logout, login),
    judge: ({ logout: _, login: __, ...tries }) => areDead(tries),
  });

/** Finds fault with a login after a logout that does not begin a session as any other does. */
export const isBack = (end: (session: AuthSession, each: Connected) => Promise<Exchange>) =>
  check({
    needs: ["client", "disposable-account"],
    async act(
      session,
    ): Promise<Record<"logout" | "login", Exchange> & Partial<Record<"use" | "renewal" | "connection", Exchange>>> {
      const { pm } = session;
      const before = await connected(session);
      const logout = await end(session, before);
      const login = await pm.login(passwordOf(before.user.account));
      if (login.outcome !== "success") return { logout, login };
      const user = pm.signedIn(before.user.account, login);
      const still = await goodFor(session, user);
      const connection = await isAlive(session, await pm.connect(user, before.held.client));
      pm.leave(user);
      return { logout, login, ...still, connection };
    },
    control: ({ logout }) => succeed(logout),
    judge: ({ login, use, renewal, connection }) => [
      ...succeed(login),
      ...(use && renewal && connection ? [...succeed(use, renewal), ...areValid(connection)] : []),
    ],
  });
