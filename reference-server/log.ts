import { destination, type LevelWithSilent, pino } from "pino";
import type { Log } from "./env.ts";

/** Creates a log that writes JSON lines to standard error; standard output is for the line that says who listens. */
export function createLog(level: LevelWithSilent): Log {
  return pino({ level, base: null }, destination(2));
}
