import type { StartKind } from "../../model/start.ts";
import { startCompose } from "./compose.ts";
import { startContainer } from "./container.ts";
import { startProcess } from "./process.ts";
import type { Starter } from "./starter.ts";

/** How each kind of target is started. */
export const STARTERS: Readonly<Record<StartKind, Starter>> = {
  command: startProcess,
  image: startContainer,
  compose: startCompose,
};
