import type { CheckReport, Report, RunReport } from "../../model/report.ts";
import type { Grade } from "../../model/verdict.ts";
import { byTarget, worstOf } from "../repetitions.ts";

/** What a check came to, before and now; absent where the report does not have it. */
export interface Change {
  readonly id: string;
  readonly before?: CheckReport;
  readonly now?: CheckReport;
  readonly direction: Direction;
}

/** A finding that is new or graver, one that is gone or lighter, a verdict where there was none, and the reverse. */
export type Direction = "worse" | "better" | "newly tested" | "no longer tested";

/** What is otherwise about one target. */
export interface TargetDifference {
  readonly before: RunReport;
  readonly now: RunReport;
  /** What is declared of the target, or was seen of it: `policy.reuse`. */
  readonly settings: readonly { readonly key: string; readonly before: string; readonly now: string }[];
  readonly changes: readonly Change[];
}

/** What is otherwise between two reports. */
export interface Difference {
  /** Other checks, or another version; nothing where the suite is the same. */
  readonly suite?: { readonly before: string; readonly now: string };
  readonly targets: readonly TargetDifference[];
  readonly gone: readonly RunReport[];
  readonly added: readonly RunReport[];
}

/** Compares two reports: targets by their name and profile, or, where each report has one alone, those. */
export function compare(before: Report, now: Report): Difference {
  const [old, recent] = [byTarget(before).map(worstOf), byTarget(now).map(worstOf)];
  const pairs = old.flatMap((run) => {
    const same = partnerOf(run, old, recent);
    return same ? [[run, same] as const] : [];
  });
  const paired = new Set(pairs.flat());
  const versions = [before, now].map(({ suite }) => [...new Set([suite.version, suite.spec])].join(", specification "));
  const [was = "", is = ""] = versions;
  return {
    ...(was !== is && { suite: { before: was, now: is } }),
    targets: pairs.map(([run, same]) => compareRuns(run, same)),
    gone: old.filter((run) => !paired.has(run)),
    added: recent.filter((run) => !paired.has(run)),
  };
}

function partnerOf(
  { target }: RunReport,
  old: readonly RunReport[],
  recent: readonly RunReport[],
): RunReport | undefined {
  const alike = recent.filter(
    (other) => other.target.protocol === target.protocol && other.target.role === target.role,
  );
  const named = alike.find((other) => other.target.name === target.name && other.target.profile === target.profile);
  return named ?? (old.length === 1 && recent.length === 1 ? alike[0] : undefined);
}

function compareRuns(before: RunReport, now: RunReport): TargetDifference {
  const [old, recent] = [before, now].map(({ checks }) => new Map(checks.map((check) => [check.id, check])));
  const ids = new Set([...(old?.keys() ?? []), ...(recent?.keys() ?? [])]);
  const changes = [...ids].flatMap((id) => changeOf(id, old?.get(id), recent?.get(id)));
  return { before, now, settings: settingsOf(before, now), changes };
}

/** From the worst. What is not here is no verdict about the target. */
const RANKS: Partial<Readonly<Record<Grade, number>>> = {
  violation: 0,
  blocked: 1,
  deviation: 2,
  advisory: 3,
  conformant: 4,
  offered: 4,
  "not-offered": 4,
};

function changeOf(id: string, before: CheckReport | undefined, now: CheckReport | undefined): Change[] {
  const [was, is] = [before && RANKS[before.grade], now && RANKS[now.grade]];
  if (was === is) return [];
  const direction =
    was === undefined ? "newly tested" : is === undefined ? "no longer tested" : is < was ? "worse" : "better";
  return [{ id, ...(before && { before }), ...(now && { now }), direction }];
}

function settingsOf({ target: before }: RunReport, { target: now }: RunReport): TargetDifference["settings"] {
  const [was, is] = [before, now].map((target) =>
    Object.fromEntries([
      ...(["name", "url", "transport", "profile"] as const).map((key) => [key, target[key]]),
      ["dialects", target.dialects.join(", ") || "none"],
      ...Object.entries(target.policy).map(([key, value]) => [`policy.${key}`, value]),
      ...Object.entries(target.observedPolicy).map(([key, value]) => [`observed policy.${key}`, value]),
    ]),
  );
  const keys = new Set([...Object.keys(was ?? {}), ...Object.keys(is ?? {})]);
  return [...keys]
    .map((key) => ({ key, before: String(was?.[key] ?? "not said"), now: String(is?.[key] ?? "not said") }))
    .filter((setting) => setting.before !== setting.now);
}
