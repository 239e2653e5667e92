/** What is required of the field Authorization alone. */
const OF_AUTHORIZATION = [
  "scheme-is-matched-without-case",
  "blanks-around-the-token-are-accepted",
  "two-authorization-fields-are-refused",
] as const;

/** The checks of requirements on tokens that come in cookies. */
export function inCookies<Checks extends object>(checks: Checks): Omit<Checks, (typeof OF_AUTHORIZATION)[number]> {
  const others = Object.entries(checks).filter(([slug]) => !OF_AUTHORIZATION.some((each) => each === slug));
  return Object.fromEntries(others) as Omit<Checks, (typeof OF_AUTHORIZATION)[number]>;
}
