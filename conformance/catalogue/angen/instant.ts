/** A calendar date and a time with its zone, in the extended format of ISO 8601, or in the basic one. */
const EXTENDED = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?(Z|[+-]\d\d(?::\d\d)?)$/i;
const BASIC = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(?:(\d\d)(?:[.,](\d+))?)?(Z|[+-]\d\d(?:\d\d)?)$/i;

/**
 * Reads an instant that is written as ISO 8601 has it, with a date of the calendar and with its zone.
 *
 * @returns milliseconds since the epoch; nothing for any other text, and for a day that there is not
 */
export function instantOf(text: string): number | undefined {
  const [whole, year, month, day, hour, minute, second = "00", fraction = "", zone = ""] =
    EXTENDED.exec(text) ?? BASIC.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const date = `${year}-${month}-${day}`;
  // What is no day of its month would be one of the next.
  if (Number.isNaN(Date.parse(date)) || new Date(date).toISOString().slice(0, 10) !== date) return undefined;
  const milliseconds = fraction.slice(0, 3).padEnd(3, "0");
  const [, sign = "+", hours = "00", minutes = "00"] = /^([+-])(\d\d):?(\d\d)?$/.exec(zone) ?? [];
  const instant = Date.parse(`${date}T${hour}:${minute}:${second}.${milliseconds}${sign}${hours}:${minutes}`);
  return Number.isNaN(instant) ? undefined : instant;
}
