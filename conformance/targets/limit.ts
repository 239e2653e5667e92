import type { Limit } from "../model/target.ts";
import { parseDuration } from "./duration.ts";

/** A limit such as `10 per 60s`; `undefined` for anything else. */
export function parseLimit(text: string): Limit | undefined {
  const [, count = "", duration = ""] = /^(\d+) per (.+)$/.exec(text.trim()) ?? [];
  const perMs = parseDuration(duration);
  return Number(count) > 0 && perMs !== undefined && perMs > 0 ? { count: Number(count), perMs } : undefined;
}
