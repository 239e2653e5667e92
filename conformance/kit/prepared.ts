import { PreparationFailed } from "../model/errors.ts";
import type { Exchange } from "../model/exchange.ts";

/**
 * The value that a preparation was to yield.
 *
 * @throws PreparationFailed if the exchange did not yield it
 */
export function prepared<T extends string | number>(
  exchange: Exchange,
  role: string,
  type: (value: unknown) => value is T,
): T {
  const value = exchange.taken[role];
  if (!type(value)) throw new PreparationFailed(`${exchange.step} did not yield ${role}`, exchange);
  return value;
}

export const isText = (value: unknown): value is string => typeof value === "string";
export const isNumber = (value: unknown): value is number => typeof value === "number";

/** A text that a header field can carry (RFC 9110 §5.5). */
export const isFieldText = (value: unknown): value is string => isText(value) && !UNSENDABLE.test(value);

const UNSENDABLE = /[^\t\x20-\x7e\x80-\xff]/;
