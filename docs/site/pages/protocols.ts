import type { ProtocolId } from "../../../conformance/model/requirement.ts";

/** The protocols in the order of the site, as people call them. */
export const PROTOCOL_NAMES: Readonly<Record<ProtocolId, string>> = {
  session: "session",
  hmail: "h-mail",
  getnative: "GetNative",
  angen: "angen",
  pattmayne: "Pattmayne",
};

export const protocols = Object.keys(PROTOCOL_NAMES) as ProtocolId[];
