import type { Exchange } from "../../model/exchange.ts";
import type { AuthSession, SignedIn } from "./client.ts";
import { suspended } from "./suspending.ts";
import { endOf } from "./suspension-time.ts";

/** An address that is suspended, and the user whose password was guessed at from there. */
interface Suspension {
  readonly user: SignedIn;
  readonly address: string;
  readonly answers: readonly Exchange[];
}

/** What is asked in a suspension that checks share is asked when so many milliseconds of it are left. */
const ENOUGH_MS = 2500;

/**
 * An address that is suspended, which checks share as long as the suspension lasts, as far as the target says how long.
 * They change nothing about its user.
 */
export async function sharedSuspension(session: AuthSession): Promise<Suspension> {
  const { pm, now, adopt } = session;
  const all = session.stock<Promise<Suspension>>("suspensions");
  const lasts = ({ answers }: Suspension) => (endOf(answers, pm.suspensionMs) ?? 0) > now() + ENOUGH_MS;
  const [before] = all;
  const known = await before?.catch(() => undefined);
  if (known && lasts(known)) return { ...known, user: { ...known.user, from: adopt(known.user.from) } };
  const make = async () => {
    const [user, address] = [await pm.lend(), pm.newAddress()];
    return { user, address, answers: await suspended(session, user.account, address) };
  };
  // Another check may have made one meanwhile.
  if (all[0] !== before) return sharedSuspension(session);
  all[0] = make();
  return all[0];
}
