import { type Runnable, runnable } from "../engine/runnable.ts";
import type { ProtocolId, Role, RoleOf } from "../model/requirement.ts";
import type { Target } from "../model/target.ts";
import { angen } from "./angen/suite.ts";
import { getnative } from "./getnative/suite.ts";
import { hmail } from "./hmail/suite.ts";
import { authApp, clientApp } from "./pattmayne/suite.ts";
import { session } from "./session/suite.ts";

/** Every protocol that can be tested, in each of its roles, the usual one first. */
export const suites: { readonly [P in ProtocolId]: Readonly<Record<RoleOf<P>, Runnable>> } = {
  hmail: { server: runnable(hmail) },
  session: { server: runnable(session) },
  getnative: { server: runnable(getnative) },
  angen: { server: runnable(angen) },
  pattmayne: { "auth-app": runnable(authApp), "client-app": runnable(clientApp) },
};

/** The suite of a target's protocol, in the target's role. */
export function suiteOf({ protocol, role = "server" }: Pick<Target, "protocol" | "role">): Runnable {
  const suite = Object.entries<Runnable>(suites[protocol]).find(([name]) => name === role)?.[1];
  if (!suite) throw new Error(`No suite tests ${protocol} in the role ${role}.`);
  return suite;
}

/** A suite, and what it tests. */
export interface Entry {
  readonly protocol: ProtocolId;
  readonly role: Role;
  readonly suite: Runnable;
}

/** Every suite there is, of one protocol or of all. */
export function allSuites(only?: ProtocolId): readonly Entry[] {
  const protocols = only === undefined ? (Object.keys(suites) as ProtocolId[]) : [only];
  return protocols.flatMap((protocol) =>
    Object.entries<Runnable>(suites[protocol]).map(([role, suite]) => ({ protocol, role: role as Role, suite })),
  );
}
