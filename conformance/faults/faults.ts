import type { ProtocolId, RequirementId } from "../model/requirement.ts";
import angenKills from "./angen.kills.json" with { type: "json" };
import { angenFaults } from "./angen.ts";
import getnativeKills from "./getnative.kills.json" with { type: "json" };
import { getnativeFaults } from "./getnative.ts";
import hmailKills from "./hmail.kills.json" with { type: "json" };
import { hmailFaults } from "./hmail.ts";
import pattmayneKills from "./pattmayne.kills.json" with { type: "json" };
import { pattmayneFaults } from "./pattmayne.ts";
import sessionKills from "./session.kills.json" with { type: "json" };
import { sessionFaults } from "./session.ts";

/** A way in which a server can be broken: its name completes "a server that …". */
export interface Fault {
  /** The requirement whose checks must report a violation. */
  readonly breaks: RequirementId;
}

/** The broken servers of each protocol, and by which checks each is noticed, as `npm run power -- --record` saw it. */
const all: Readonly<
  Record<ProtocolId, { faults: Readonly<Record<string, Fault>>; kills: Readonly<Record<string, readonly string[]>> }>
> = {
  hmail: { faults: hmailFaults, kills: hmailKills },
  session: { faults: sessionFaults, kills: sessionKills },
  getnative: { faults: getnativeFaults, kills: getnativeKills },
  angen: { faults: angenFaults, kills: angenKills },
  pattmayne: { faults: pattmayneFaults, kills: pattmayneKills },
};

/** The faults by which a requirement is broken. */
export function faultsThatBreak(id: RequirementId): string[] {
  return Object.values(all).flatMap(({ faults }) =>
    Object.entries(faults)
      .filter(([, { breaks }]) => breaks === id)
      .map(([name]) => name),
  );
}

/** The faults that a check notices, with what they break: its own requirement, or another. */
export function faultsNoticedBy(check: string): { name: string; breaks: RequirementId }[] {
  return Object.values(all).flatMap(({ faults, kills }) =>
    Object.entries(faults)
      .filter(([name]) => kills[name]?.includes(check))
      .map(([name, { breaks }]) => ({ name, breaks })),
  );
}

/** The broken servers of a protocol, with the checks that notice each; none for a protocol that there is not. */
export function brokenServersOf(
  protocol: string,
): { name: string; breaks: RequirementId; noticedBy: readonly string[] }[] {
  const known = Object.entries(all).find(([name]) => name === protocol)?.[1];
  return Object.entries(known?.faults ?? {}).map(([name, { breaks }]) => ({
    name,
    breaks,
    noticedBy: known?.kills[name] ?? [],
  }));
}
