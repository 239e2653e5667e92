import type { Unit } from "../../model/wire.ts";

/** What a lifetime is told relative to. */
export interface At {
  /** When the answer was given, in milliseconds since the epoch. */
  readonly answeredAt: number;
}

/** Seconds from the answer on that a value in each unit says; NaN for what says nothing of the kind. */
const READERS: Record<Exclude<Unit, "max-age">, (value: unknown, at: At) => number> = {
  seconds: (value) => numberOf(value),
  milliseconds: (value) => numberOf(value) / 1000,
  "epoch-seconds": (value, { answeredAt }) => numberOf(value) - answeredAt / 1000,
  "epoch-milliseconds": (value, { answeredAt }) => (numberOf(value) - answeredAt) / 1000,
  iso8601: (value, { answeredAt }) => (instantOf(value) - answeredAt) / 1000,
  jwt: (value, { answeredAt }) => numberOf(claimsOf(value)?.["exp"]) - answeredAt / 1000,
};

/**
 * Reads a lifetime.
 *
 * @returns seconds from the answer on, to the millisecond; `undefined` where the value is not in that unit
 */
export function secondsOf(value: unknown, unit: Exclude<Unit, "max-age">, at: At): number | undefined {
  const seconds = READERS[unit](value, at);
  return Number.isFinite(seconds) ? Math.round(seconds * 1000) / 1000 : undefined;
}

/** A number, also one that is written as a text. */
function numberOf(value: unknown): number {
  if (typeof value === "string" && /^\s*-?\d+(\.\d+)?\s*$/.test(value)) return Number(value);
  return typeof value === "number" ? value : Number.NaN;
}

/** An instant with a date, a time and an offset from UTC, in milliseconds since the epoch; nothing else is one. */
function instantOf(value: unknown): number {
  const isInstant = typeof value === "string" && /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d.*(Z|[+-]\d\d:?\d\d)$/i.test(value);
  return isInstant ? Date.parse(value.replace(" ", "T")) : Number.NaN;
}

/** The claims of a JWT (RFC 7519 §7.2), whatever its signature says. */
function claimsOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  const [, payload = "", ...rest] = typeof value === "string" ? value.split(".") : [];
  if (rest.length !== 1) return undefined;
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, "base64url").toString("utf8"));
    return typeof claims === "object" && claims !== null ? (claims as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
