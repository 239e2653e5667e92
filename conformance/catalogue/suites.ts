import type { ProtocolId } from "../model/requirement.ts";
import { hmail } from "./hmail/suite.ts";

/** Every protocol that can be tested. */
export const suites = { hmail } as const satisfies Record<ProtocolId, unknown>;
