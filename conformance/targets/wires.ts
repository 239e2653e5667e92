import { wire as angen } from "@authmark/protocols/angen/wire";
import { wire as getnative } from "@authmark/protocols/getnative/wire";
import { wire as hmail } from "@authmark/protocols/hmail/wire";
import { wire as session } from "@authmark/protocols/session/wire";
import type { ProtocolId } from "../model/requirement.ts";
import type { Wire } from "../model/wire.ts";

/** How each protocol itself is spelt. */
export const wires: Readonly<Record<ProtocolId, Wire>> = { hmail, session, getnative, angen };
