import type { Fault } from "../faults/faults.ts";
import type { Requirement } from "../model/requirement.ts";

/** By which checks each broken server is noticed. */
export type KillMatrix = Readonly<Record<string, readonly string[]>>;

/** Complains of broken servers that no check of the requirement which they break reports against. */
export function survivors(matrix: KillMatrix, faults: Readonly<Record<string, Fault>>): string[] {
  return Object.entries(faults)
    .filter(([name, { breaks }]) => !matrix[name]?.some((id) => id.startsWith(`${breaks}/`)))
    .map(([name, { breaks }]) => `${name} survives the checks of ${breaks}; noticed by ${say(matrix[name])}.`);
}

/** Complains of MUSTs and MUST NOTs that an exchange can show, and that no broken server stands for in each role. */
export function unguarded(
  requirements: readonly Requirement[],
  faults: Readonly<Record<string, Fault>>,
  roleOf: (name: string) => string | undefined,
): string[] {
  const broken = Object.entries(faults).map(([name, { breaks }]) => ({ breaks, role: roleOf(name) }));
  return requirements
    .filter(
      ({ level, actor, untestable }) => level.startsWith("MUST") && actor === "server" && untestable === undefined,
    )
    .flatMap(({ id, roles = [undefined] }) =>
      roles
        .filter((role) => !broken.some((fault) => fault.breaks === id && (role === undefined || fault.role === role)))
        .map((role) => `${id} has no broken server${role === undefined ? "" : ` that is a ${role}`}.`),
    );
}

/** Complains of every difference from the recorded matrix, so that no change of the suite's power goes unseen. */
export function differences(recorded: KillMatrix, matrix: KillMatrix): string[] {
  const names = new Set([...Object.keys(recorded), ...Object.keys(matrix)]);
  return [...names].flatMap((name) => {
    const [before, now] = [recorded[name] ?? [], matrix[name] ?? []];
    const lost = before.filter((id) => !now.includes(id));
    const gained = now.filter((id) => !before.includes(id));
    if (lost.length + gained.length === 0) return [];
    return [`${name} is no longer noticed by ${say(lost)}, and newly by ${say(gained)}.`];
  });
}

function say(ids: readonly string[] = []): string {
  return ids.join(", ") || "nothing";
}
