import { UsageError } from "../model/errors.ts";

/** A whole number of an option, within bounds. */
export function wholeNumber(option: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < least || value > most) {
    throw new UsageError(`${option} ${text}: write a whole number from ${least} to ${most}.`);
  }
  return value;
}
