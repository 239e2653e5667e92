import type { RotationRefusal } from "./session-port.ts";

/** What is kept of a refresh token, as far as it decides over its exchange. */
export interface RefreshRecord {
  /** Milliseconds since the Unix epoch. */
  readonly expiresAt: number;
  /** When its exchange was answered; null where it has not been exchanged. */
  readonly spentAt: number | null;
  /** Whether its session has ended. */
  readonly ended: boolean;
}

/**
 * Decides whether a refresh token is exchanged.
 *
 * One that was spent is told from one that has merely expired, whatever its expiry: somebody else may be the one who spent
 * it, and may have kept the session alive since.
 *
 * @param arrivedAt when the request arrived, by the clock of `spentAt`
 * @param now milliseconds since the Unix epoch
 * @returns why it is not exchanged; undefined where it is
 * @see {@link https://www.rfc-editor.org/rfc/rfc9700.html#section-4.14.2 RFC 9700 - Refresh Token Rotation}
 */
export function objectionToRotation(
  { ended, spentAt, expiresAt }: RefreshRecord,
  { arrivedAt, now }: { readonly arrivedAt: number; readonly now: number },
): Exclude<RotationRefusal, "unknown"> | undefined {
  if (ended) return "ended";
  if (spentAt !== null) return arrivedAt < spentAt ? "raced" : "reused";
  return expiresAt <= now ? "expired" : undefined;
}
