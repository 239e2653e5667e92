import { checkFor, type Need } from "../../model/check.ts";
import type { Exchange } from "../../model/exchange.ts";
import { rightPassword } from "./asking-from.ts";
import type { AuthSession } from "./client.ts";
import { succeed } from "./outcomes.ts";
import { sharedSuspension } from "./shared-suspensions.ts";
import { areKeptOut, needs, wrongPassword } from "./suspending.ts";
import { inTime } from "./suspension-time.ts";

const check = checkFor<AuthSession>();

/** What is refused, or served, from an address that is suspended. */
export const inASuspension = (
  ask: (
    session: AuthSession,
    user: Awaited<ReturnType<AuthSession["pm"]["lend"]>>,
    address: string,
  ) => Promise<Exchange>,
  judge: (attempt: Exchange) => ReturnType<typeof succeed>,
  more: readonly Need[] = [],
  shows: (
    session: AuthSession,
    user: Parameters<typeof rightPassword>[1],
    address: string,
  ) => Promise<Exchange> = rightPassword,
) =>
  check({
    needs: [...needs, ...more],
    act: async (session) => {
      const { user, address, answers } = await sharedSuspension(session);
      const control = await shows(session, user.account, address);
      const attempt = await ask(session, user, address);
      inTime(session, answers, control, attempt);
      return { from: user.from, control, attempt };
    },
    control: ({ from: login, control }) => [...succeed(login), ...areKeptOut(control)],
    judge: ({ attempt }) => judge(attempt),
  });

/** One guess more, which shows nothing of what becomes of the right password. */
export const anotherGuess = (session: AuthSession, user: Parameters<typeof wrongPassword>[1], address: string) =>
  wrongPassword(session, user, address, 0);
