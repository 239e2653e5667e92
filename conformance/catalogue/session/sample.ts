import type { Exchange } from "../../model/exchange.ts";
import type { FlowSession } from "./client.ts";

/** Logins are scarce, and refreshes are not; where there is no refresh, they have to do. */
const LOGINS = 3;
const REFRESHES = 5;
const LOGINS_ALONE = 6;

/** Logins of one user at once, and refreshes of one session; the checks of tokens look at the same ones. */
export async function sample({ flow, account, shared }: FlowSession): Promise<Record<string, Exchange>> {
  const loggedIn = (from: number, to: number) =>
    Promise.all(
      Array.from({ length: to - from }, (_, index) =>
        shared(`sample login ${from + index + 1}`, () => flow.login({ ...account })),
      ),
    );
  const logins = await loggedIn(0, flow.refreshes ? LOGINS : LOGINS_ALONE);
  const refreshes: Exchange[] = [];
  let last = logins[0]?.taken["refreshToken"];
  for (let index = 0; index < REFRESHES && last !== undefined; index++) {
    const refreshed = last;
    const answer = await shared(`sample refresh ${index + 1}`, () => flow.refresh(refreshed));
    refreshes.push(answer);
    last = answer.taken["refreshToken"];
  }
  // A refresh that gives no refresh token has to be made up for as well.
  const [only] = refreshes;
  if (only?.outcome === "success" && only.taken["refreshToken"] === undefined)
    logins.push(...(await loggedIn(LOGINS, LOGINS_ALONE)));
  const named = (what: string) => (exchange: Exchange, index: number) => [`${what} ${index + 1}`, exchange] as const;
  return Object.fromEntries([...logins.map(named("login")), ...refreshes.map(named("refresh"))]);
}
