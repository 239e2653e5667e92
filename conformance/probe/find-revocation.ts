import type { Roles } from "../model/exchange.ts";
import { type OAuth, oauth } from "../targets/presets/oauth.ts";
import { type Asker, isAbsent, isServed } from "./asker.ts";
import { tokensOf } from "./assigned.ts";
import type { FoundLogin, FoundLogout, FoundRefresh } from "./found.ts";
import { foldersOf } from "./paths.ts";
import { REVOCATION_NAMES } from "./tables.ts";

/** What a revocation is looked for with. */
export interface RevocationParts {
  readonly login: FoundLogin;
  readonly settings: OAuth;
  readonly refresh: FoundRefresh;
  readonly credentials: Roles;
}

/**
 * Looks for the revocation beside a token endpoint: a path that takes a refresh token, after which that is refused (a
 * server answers 200 to any token, RFC 7009 §2.2).
 */
export async function findRevocation(
  asker: Asker,
  { login, settings, refresh, credentials }: RevocationParts,
): Promise<{ logout?: FoundLogout; revocation?: string }> {
  const [folder = ""] = foldersOf(settings.token);
  const slash = settings.token.endsWith("/") ? "/" : "";
  for (const name of REVOCATION_NAMES) {
    const path = `${folder}/${name}${slash}`;
    const there = await asker.ask({ method: "POST", path });
    if (!there) return {};
    if (isAbsent(there)) continue;
    const answer = await asker.ask(login.spelling, credentials);
    const refreshToken = answer && tokensOf(answer)?.tokens.refresh?.value;
    const revocation = there.spelling.path;
    const spelling = oauth({ ...settings, revocation })["logout"];
    if (refreshToken === undefined || spelling === undefined || spelling === "none") return {};
    const revoked = await asker.ask(spelling, { refreshToken });
    if (!revoked || !isServed(revoked)) continue;
    const renewed = await asker.ask(refresh.spelling, { refreshToken });
    if (renewed && !isServed(renewed)) return { logout: { spelling, ended: ["refresh"] }, revocation };
  }
  return {};
}
