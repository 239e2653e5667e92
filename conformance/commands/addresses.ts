import { UsageError } from "../model/errors.ts";

/** An address of an option, over HTTP or HTTPS. */
export function httpAddress(option: string, text: string): string {
  const url = URL.parse(text);
  if (!url || !["http:", "https:"].includes(url.protocol)) {
    throw new UsageError(`${option} ${text}: write an address, as in ${option} https://docs.example.`);
  }
  return url.href;
}
