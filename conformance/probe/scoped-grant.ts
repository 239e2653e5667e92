import type { HttpOperation } from "../model/wire.ts";
import { oauth } from "../targets/presets/oauth.ts";
import { type Asker, isServed } from "./asker.ts";
import { tokensOf } from "./assigned.ts";
import { findSession } from "./find-session.ts";
import type { FoundLogin, FoundSession } from "./found.ts";
import { GRANT_SCOPES } from "./tables.ts";

/**
 * Asks for a scope where a token without one opened nothing: an authorization server may give tokens that are good for
 * nothing.
 *
 * @param closed the paths that were there, and that the token did not open
 */
export async function withScope(
  asker: Asker,
  login: FoundLogin,
  closed: readonly string[],
  credentials: { readonly username: string; readonly password: string },
): Promise<{ login: FoundLogin; session: FoundSession } | undefined> {
  if (!login.oauth || login.oauth.scope !== undefined || closed.length === 0) return undefined;
  for (const scope of GRANT_SCOPES) {
    asker.within(MOST_REQUESTS);
    const settings = { ...login.oauth, scope };
    const { outcomes: _, take: __, ...spelling } = oauth(settings)["login"] as HttpOperation;
    const answer = await asker.ask(spelling, credentials);
    const given = answer && isServed(answer) ? tokensOf(answer) : undefined;
    if (!given) continue;
    const scoped = { ...login, spelling, ...given, oauth: settings };
    const { session } = await findSession(asker, scoped, closed, credentials.username);
    if (session) return { login: scoped, session };
  }
  return undefined;
}

/** The grant, and a few paths with a garbage token each. */
const MOST_REQUESTS = 8;
