import type { KnownFinding } from "../model/report.ts";

/** What the baseline says of a finding. */
export function knownText({ reason, link }: KnownFinding): string {
  return link === undefined ? reason : `${reason} (${link})`;
}
