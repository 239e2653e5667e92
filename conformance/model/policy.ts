/** What happens to a refresh token that comes again: it is refused, or taken within bounds. */
export type Reuse = "reject" | "until-successor-used" | "same-successor" | { readonly graceMs: number };

/** The choices that the session flow leaves open, as a target declares them. */
export interface SessionPolicy {
  readonly reuse: Reuse;
  /** What a reuse that is refused takes with it. */
  readonly reuseRevokes: "none" | "refresh" | "refresh+access";
  /** What a refresh does to the access token before it. */
  readonly oldAccess: "dies" | "lives";
  readonly logoutRevokes: "refresh" | "refresh+access";
  readonly logoutScope: "session" | "user";
  /** Whether a refresh begins the refresh token's lifetime anew; undefined where it is not declared. */
  readonly refreshLifetime?: "sliding" | "absolute";
  /** What a repeated refresh does whose first answer was lost; undefined where it follows from `reuse`. */
  readonly lostResponse?: "recovers" | "ends";
}

/** How the seed itself reads (001_7dc7e14c3498ca74.txt, Key Notes). */
export const DEFAULT_POLICY: SessionPolicy = {
  reuse: "reject",
  reuseRevokes: "refresh+access",
  oldAccess: "dies",
  logoutRevokes: "refresh+access",
  logoutScope: "session",
};

/** The choices that an auth app and its client apps have, as they declare them. */
export interface AppPolicy {
  /** Whether a login at another client sets the auth app's own cookies as well. */
  readonly externalLoginSetsOwnCookies: boolean;
  /** Whether a client app's signed tokens live until their expiry after a logout of their user. */
  readonly logoutKeepsClientJwt: boolean;
}

/** What an auth app and its client apps do that declare nothing else. */
export const DEFAULT_APP_POLICY: AppPolicy = { externalLoginSetsOwnCookies: true, logoutKeepsClientJwt: true };

/** What a target declares of the choices that its protocol leaves open. */
export type DeclaredPolicy = Partial<SessionPolicy & AppPolicy>;

/** What a target was seen to do; how long a grace is takes waiting, and is not looked for. */
export type ObservedPolicy = Partial<Omit<SessionPolicy, "reuse"> & AppPolicy> & { readonly reuse?: Reuse | "grace" };

/** A policy in words, for people and for reports. */
export function policyTexts(policy: ObservedPolicy): Record<string, string> {
  return Object.fromEntries(
    Object.entries(policy).map(([name, choice]) => [
      name,
      typeof choice === "object" ? `grace of ${choice.graceMs / 1000} s` : String(choice),
    ]),
  );
}
