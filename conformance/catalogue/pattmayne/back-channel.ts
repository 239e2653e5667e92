import type { Variation } from "../../engine/http-caller.ts";
import { oneByOne } from "../../kit/one-by-one.ts";
import type { Client } from "../../model/apps.ts";
import { type Check, checkFor, type Need } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { AuthSession } from "./client.ts";
import { borrowed, type Connected, handOn, isAlive } from "./connected.ts";
import type { As } from "./operations.ts";
import { areValid } from "./outcomes-of-checks.ts";

const check = checkFor<AuthSession>();

/** A route of the back channel, asked with everything in order but for who asks, or how. */
type Route = (session: AuthSession, as: As, connected: Connected, variation?: Variation) => Promise<Exchange>;

const ROUTES = {
  "at-a-redemption": async ({ pm }, as, { user, held }, variation) =>
    pm.verifyAuthCode(as, (await pm.code(user, held.client)).code, variation),
  "at-a-check": ({ pm }, as, { held }, variation) => pm.checkRefresh(as, held, variation),
  "at-an-exchange": ({ pm }, as, { held }, variation) => pm.extRefresh(as, held, variation),
  "at-a-clients-logout": ({ pm }, as, { held }, variation) => pm.extLogout(as, held.userId, variation),
} as const satisfies Record<string, Route>;

type At = keyof typeof ROUTES;

/** Who asks in the place of a client, and how. */
export interface Asker {
  readonly as: As;
  readonly variation?: Variation;
}

/** Makes of the client whose token it is who asks in its place. */
type Askers = (client: Client, session: AuthSession) => readonly Asker[] | Promise<readonly Asker[]>;

/** What is thought of the answers that those who are not the client got, and of what became of its token. */
interface Thought {
  readonly judge: (attempts: readonly Exchange[]) => readonly Finding[];
  readonly judgeAfter?: (after: Exchange) => readonly Finding[];
}

/** One check for each route: others ask in the client's place; the control is the client's own question before. */
export function atEachRoute(askers: Askers, { judge, judgeAfter }: Thought, needs: readonly Need[] = []) {
  const at = (route: Route) =>
    check({
      needs: ["client", "disposable-account", ...needs],
      async act(session): Promise<Evidence & Record<"control" | "after", Exchange>> {
        const connected = await borrowed(session);
        const control = await isAlive(session, connected.held);
        const all = await askers(connected.held.client, session);
        const asked = all.map(
          ({ as, variation }) =>
            () =>
              route(session, as, connected, variation),
        );
        const attempts = await oneByOne("attempt", asked);
        const after = await isAlive(session, connected.held);
        if (after.taken["isValid"] === true) handOn(session, connected);
        else session.pm.leave(connected.user);
        return { ...attempts, control, after };
      },
      control: ({ control }) => areValid(control),
      judge: ({ control: _, after, ...attempts }) => [
        ...judge(Object.values(attempts)),
        ...(judgeAfter ? judgeAfter(after) : []),
      ],
    });
  const entries = Object.entries(ROUTES).map(([name, route]) => [name, at(route)]);
  return Object.fromEntries(entries) as Record<At, Check<AuthSession>>;
}
