/** What is known beside a number that is a lifetime. */
export interface Beside {
  readonly name: string;
  readonly role: "accessToken" | "refreshToken";
  /** How long the token lives by its own claims, in seconds. */
  readonly secondsInToken?: number;
  /** How long the refresh token beside an access token lives, in seconds. */
  readonly otherSeconds?: number;
}

const DAY = 86_400;

/** Longer lives than these are rather meant in milliseconds, or they are a choice that nothing here tells from that. */
const LONGEST = { accessToken: DAY, refreshToken: 400 * DAY } as const;

/** Whole days up to here are no whole minutes of milliseconds that anybody would choose. */
const MOST_DAYS = 90;

/**
 * The unit of a lifetime that stands there as a bare number: the one that agrees with the token's own claims, or else
 * with what such tokens live.
 *
 * @returns `undefined` where neither agrees, or both do
 */
export function unitOfNumber(
  value: number,
  { name, role, secondsInToken, otherSeconds }: Beside,
): "seconds" | "milliseconds" | undefined {
  if (secondsInToken !== undefined) {
    const agrees = (seconds: number) => Math.abs(seconds - secondsInToken) <= Math.max(5, secondsInToken / 20);
    if (agrees(value)) return "seconds";
    return agrees(value / 1000) ? "milliseconds" : undefined;
  }
  // RFC 6749 §5.1 says what this one is.
  if (name === "expires_in" || value <= LONGEST[role]) return "seconds";
  if (value % DAY === 0 && value <= MOST_DAYS * DAY) return "seconds";
  if (otherSeconds === undefined) return undefined;
  if (value <= otherSeconds) return undefined;
  return value / 1000 <= otherSeconds ? "milliseconds" : undefined;
}
