import { wire as angen } from "@authmark/protocols/angen/wire";
import { wire as getnative } from "@authmark/protocols/getnative/wire";
import { wire as hmail } from "@authmark/protocols/hmail/wire";
import { wire as clientApp } from "@authmark/protocols/pattmayne/client/wire";
import { wire as authApp } from "@authmark/protocols/pattmayne/wire";
import { wire as session } from "@authmark/protocols/session/wire";
import type { TransportName } from "../kit/address.ts";
import type { ProtocolId, RoleOf } from "../model/requirement.ts";
import type { Target } from "../model/target.ts";
import type { Wire } from "../model/wire.ts";

/** How each protocol itself is spelt, in each of its roles. */
export const wires: { readonly [P in ProtocolId]: Readonly<Record<RoleOf<P>, Wire>> } = {
  hmail: { server: hmail },
  session: { server: session },
  getnative: { server: getnative },
  angen: { server: angen },
  pattmayne: { "auth-app": authApp, "client-app": clientApp },
};

/** How what a target serves is spelt by its protocol. */
export function wireFor({ protocol, role = "server" }: Pick<Target, "protocol" | "role">): Wire {
  const wire = Object.entries<Wire>(wires[protocol]).find(([name]) => name === role)?.[1];
  if (!wire) throw new Error(`${protocol} has no wire for the role ${role}.`);
  return wire;
}

/** What a protocol is spoken over, whatever the role. */
export function transportOf(protocol: ProtocolId): TransportName {
  const [wire] = Object.values<Wire>(wires[protocol]);
  return wire?.transport ?? "http";
}
