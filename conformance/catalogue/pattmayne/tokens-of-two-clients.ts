import { checkFor } from "../../model/check.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { AuthSession, Redeemed } from "./client.ts";
import { borrowed, isAlive } from "./connected.ts";
import { areValid } from "./outcomes-of-checks.ts";

/** What two clients hold of one user, each asking with the other one's. */
export const tokenOfAnotherClient = (
  ask: (session: AuthSession, held: Redeemed, refreshToken: string) => Promise<Exchange>,
  judge: (...attempts: readonly Exchange[]) => readonly Finding[],
) =>
  checkFor<AuthSession>()({
    needs: ["client", "disposable-account", "second-client"],
    async act(session) {
      const { pm } = session;
      const { user, held } = await borrowed(session);
      const there = await pm.connect(user, await pm.otherClient());
      const control = await isAlive(session, held);
      const other = await isAlive(session, there);
      const attempt = await ask(session, held, there.refreshToken);
      const reverse = await ask(session, there, held.refreshToken);
      pm.leave(user);
      return { control, other, attempt, reverse };
    },
    control: ({ control, other }) => areValid(control, other),
    judge: ({ attempt, reverse }) => judge(attempt, reverse),
  });
