import { UsageError } from "../model/errors.ts";
import type { ProtocolId } from "../model/requirement.ts";
import type { Target } from "../model/target.ts";
import type { HttpOperation, Operation, StreamOperation } from "../model/wire.ts";
import { withCookieNames } from "./cookie-names.ts";
import { isOwnPreset, presetNames, presetWire } from "./presets/presets.ts";
import type { TargetFile } from "./target-file-schema.ts";
import type { Wire } from "./wire-schema.ts";
import { wireFor } from "./wires.ts";

/**
 * The operations that a target file spells, by itself or by a preset, and those that it says there are not.
 *
 * @throws UsageError where the protocol has no such preset
 */
export function wireOf(
  { wire: { preset, ...written }, cookieNames }: Pick<TargetFile, "wire" | "cookieNames">,
  target: Pick<Target, "protocol" | "role">,
  file: string,
): Pick<Target, "wire" | "ownWire"> & { readonly without: readonly string[] } {
  const { protocol } = target;
  const { operations } = wireFor(target);
  const given = preset === undefined ? {} : presetWire(protocol, preset);
  if (given === undefined) throw new UsageError(noSuchPreset(preset, protocol, file));
  const renamed = cookieNames ? withCookieNames(operations, cookieNames, file) : {};
  const all = Object.entries({ ...renamed, ...given, ...written } as Readonly<Record<string, Spelt>>);
  const spelt = all.flatMap(([name, operation]) =>
    operation === "none" ? [] : [[name, withOutcomes(operation, operations[name])] as const],
  );
  const own = isOwnPreset(preset) ? preset : preset === undefined && cookieNames ? "cookieNames" : undefined;
  const isOwn = own !== undefined && Object.keys(written).length === 0;
  return {
    ...(isOwn && { ownWire: own }),
    wire: Object.fromEntries(spelt),
    without: all.flatMap(([name, operation]) => (operation === "none" ? [name] : [])),
  };
}

type WithoutOutcomes<Own extends Operation> = Omit<Own, "outcomes"> & Partial<Pick<Own, "outcomes">>;
type Spelt = "none" | WithoutOutcomes<HttpOperation> | WithoutOutcomes<StreamOperation>;

/**
 * What is usual counts where an operation says nothing else: that a 2xx is a success, and a 401 the lack of a right. The
 * outcomes of a command are then those that the protocol has.
 */
function withOutcomes(operation: Exclude<Spelt, "none">, known: Operation | undefined): Operation {
  if (operation.outcomes) return operation as Operation;
  if ("send" in operation) return { ...operation, outcomes: (known as StreamOperation | undefined)?.outcomes ?? {} };
  const usual = Object.entries(USUAL).filter(([name]) => known?.outcomes[name]);
  return { ...operation, outcomes: Object.fromEntries(usual) } as Operation;
}

const USUAL: HttpOperation["outcomes"] = { success: { status: "2xx" }, unauthorized: { status: "401" } };

function noSuchPreset(preset: Wire["preset"], protocol: ProtocolId, file: string): string {
  const name = typeof preset === "string" ? preset : Object.keys(preset ?? {}).join();
  const names = presetNames(protocol);
  const remedy = names.length > 0 ? `write one of ${names.join(", ")}` : "leave it out, and spell the operations";
  return `${file}: wire.preset: ${protocol} has no preset ${name}; ${remedy}.`;
}
