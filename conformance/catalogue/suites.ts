import { type Runnable, runnable } from "../engine/runnable.ts";
import type { ProtocolId } from "../model/requirement.ts";
import { angen } from "./angen/suite.ts";
import { getnative } from "./getnative/suite.ts";
import { hmail } from "./hmail/suite.ts";
import { session } from "./session/suite.ts";

/** Every protocol that can be tested. */
export const suites: Readonly<Record<ProtocolId, Runnable>> = {
  hmail: runnable(hmail),
  session: runnable(session),
  getnative: runnable(getnative),
  angen: runnable(angen),
};
