import { parseJson } from "../kit/json-pointer.ts";
import { expiryInJwt } from "../kit/jwt.ts";
import { answeredAt } from "../targets/wire/places.ts";
import type { Answered } from "./asker.ts";
import type { Tokens } from "./found.ts";
import { lifetimeOf, secondsAt } from "./lifetimes.ts";
import { type FoundToken, tokensIn } from "./tokens.ts";

/** Of several tokens without a name that says so, the JWT that lives longest is the refresh token. */
function longest(tokens: readonly FoundToken[]): FoundToken | undefined {
  const jwts = tokens.filter(({ value }) => expiryInJwt(value) !== undefined);
  const [first, second] = jwts.toSorted(
    (one, other) => (expiryInJwt(other.value) ?? 0) - (expiryInJwt(one.value) ?? 0),
  );
  return first && second && expiryInJwt(first.value) !== expiryInJwt(second.value) ? first : undefined;
}

/** What an answer gives of a session: which of its tokens is which, and how long they live; nothing without any. */
export function tokensOf({ response, receivedAt }: Answered): { tokens: Tokens; candidates: FoundToken[] } | undefined {
  const all = tokensIn(response, receivedAt);
  const named = all.find(({ role }) => role === "refreshToken");
  const others = all.filter(({ role }) => role === "accessToken");
  const refresh = named ?? longest(others);
  const candidates = others.filter((token) => token.value !== refresh?.value);
  const [access] = candidates;
  if (!access) return undefined;
  const tokens = withLifetimes(
    { access, ...(refresh && { refresh: { ...refresh, role: "refreshToken" } }) },
    response,
    receivedAt,
  );
  return { tokens, candidates };
}

/** The same with where the answer tells their lifetimes, or where it may. */
export function withLifetimes(
  { access, refresh }: Pick<Tokens, "access" | "refresh">,
  response: Answered["response"],
  receivedAt: number,
): Tokens {
  const ofRefresh = refresh ? lifetimeOf(refresh, response, receivedAt) : {};
  const answer = { response, body: parseJson(response.body), answeredAt: answeredAt(response, receivedAt) };
  const refreshSeconds = ofRefresh.place && secondsAt(ofRefresh.place, answer);
  const ofAccess = lifetimeOf(access, response, receivedAt, refreshSeconds);
  const unclear = {
    ...(ofAccess.unclear !== undefined && { access: ofAccess.unclear }),
    ...(ofRefresh.unclear !== undefined && { refresh: ofRefresh.unclear }),
  };
  return {
    access,
    ...(refresh && { refresh }),
    ...(ofAccess.place && { accessExpiresIn: ofAccess.place }),
    ...(ofRefresh.place && { refreshExpiresIn: ofRefresh.place }),
    ...(Object.keys(unclear).length > 0 && { unclear }),
  };
}
