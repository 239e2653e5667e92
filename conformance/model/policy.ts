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

/** What a target was seen to do; how long a grace is takes waiting, and is not looked for. */
export type ObservedPolicy = Partial<Omit<SessionPolicy, "reuse">> & { readonly reuse?: Reuse | "grace" };

/** A policy in words, for people and for reports. */
export function policyTexts(policy: ObservedPolicy): Record<string, string> {
  return Object.fromEntries(
    Object.entries(policy).map(([name, choice]) => [
      name,
      typeof choice === "object" ? `grace of ${choice.graceMs / 1000} s` : String(choice),
    ]),
  );
}
