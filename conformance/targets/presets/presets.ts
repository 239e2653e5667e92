import { wire as cookies } from "@authmark/protocols/session/cookies/wire";
import type { ProtocolId } from "../../model/requirement.ts";
import type { HttpOperation } from "../../model/wire.ts";
import { getnativeOrigin } from "./getnative-origin.ts";
import { type OAuth, oauth } from "./oauth.ts";

/** How a preset spells each operation of its protocol; `none` for one that it does not have. */
export type PresetWire = Readonly<Record<string, HttpOperation | "none">>;

/** What a target file says of a preset: its name, or what it is made with. */
export type Preset = (typeof NAMED)[number] | { readonly oauth: OAuth };
/** The presets that are named, and not made. */
export const NAMED = ["cookies", "getnative-origin"] as const;

/** Those of them that are the protocol's own, and not that of some servers. */
const OWN: readonly unknown[] = ["cookies"];

/** Wires that many servers have in common, by protocol and name. */
const PRESETS: Readonly<Partial<Record<ProtocolId, Readonly<Record<string, PresetWire>>>>> = {
  session: { cookies: cookies.operations },
  getnative: { "getnative-origin": getnativeOrigin },
};

/** Wires that differ from server to server only in a few settings. */
const MADE: Readonly<Partial<Record<ProtocolId, { readonly oauth: (settings: OAuth) => PresetWire }>>> = {
  session: { oauth },
};

/** The wire of a preset; `undefined` where the protocol has no such preset. */
export function presetWire(protocol: ProtocolId, preset: Preset): PresetWire | undefined {
  return typeof preset === "string" ? PRESETS[protocol]?.[preset] : MADE[protocol]?.oauth(preset.oauth);
}

/** Whether a preset is a wire of the protocol's own. */
export function isOwnPreset(preset: Preset | undefined): preset is (typeof NAMED)[number] {
  return OWN.includes(preset);
}

/** The names of a protocol's presets. */
export function presetNames(protocol: ProtocolId): string[] {
  return [...Object.keys(PRESETS[protocol] ?? {}), ...Object.keys(MADE[protocol] ?? {})];
}
