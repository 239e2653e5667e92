import { join } from "node:path";

/** A server of others, with what is known of it. Its folder has the scripts, the target file and the baseline. */
export interface RealServer {
  readonly name: string;
  /** What `start` needs: a package of Debian 12, which its own Python runs, or one of npm, with its version. */
  readonly from: { readonly apt: string } | { readonly npm: string; readonly version: string };
  readonly start: string;
  /** The fewest MUSTs that a run verifies, so that a check that no longer gets anywhere is noticed. */
  readonly minVerified: number;
  /** Checks whose finding comes and goes, which no baseline can hold. */
  readonly skip: readonly string[];
}

/** Which of several requests at once wins is chance where a server does not see to it. */
const RACES = [
  "session.parallel-refreshes-have-one-winner",
  "session.single-use-credential-is-redeemed-once",
  "session.logout-beats-refresh",
];

export const REAL_SERVERS: readonly RealServer[] = [
  { name: "djoser", from: { apt: "python3-djoser" }, start: "start.py", minVerified: 45, skip: RACES },
  {
    name: "oidc-provider",
    from: { npm: "oidc-provider", version: "9.13.3" },
    start: "start.mjs",
    minVerified: 50,
    skip: [],
  },
  { name: "glewlwyd", from: { apt: "glewlwyd" }, start: "start.py", minVerified: 42, skip: RACES },
  {
    name: "better-auth",
    from: { npm: "better-auth", version: "1.6.34" },
    start: "start.mjs",
    minVerified: 35,
    skip: [],
  },
];

/** Where everything of a server is. */
export const folderOf = ({ name }: RealServer): string => join(import.meta.dirname, "../../targets/examples", name);
