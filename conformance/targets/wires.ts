import { wire as getnative } from "@authmark/protocols/getnative/wire";
import { wire as hmail } from "@authmark/protocols/hmail/wire";
import { wire as session } from "@authmark/protocols/session/wire";
import type { ProtocolId } from "../model/requirement.ts";
import type { HttpWire } from "../model/wire.ts";

/** How each protocol itself is spelt. */
export const wires: Readonly<Record<ProtocolId, HttpWire>> = { hmail, session, getnative };
