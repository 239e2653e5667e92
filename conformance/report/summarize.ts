import type { CheckReport, Report, RequirementReport, RunReport, Summary } from "../model/report.ts";
import { allRequirements, isRequiredIn, type Requirement, type Role } from "../model/requirement.ts";
import { type Grade, worst } from "../model/verdict.ts";

/** Grades that no requirement of a conformant server has. */
export const NOT_CONFORMANT: readonly Grade[] = ["violation", "deviation", "blocked", "suite-error"];

/** The grades of requirements that came to a verdict about the target. */
const REACHED: readonly Grade[] = ["conformant", "violation", "advisory", "deviation", "offered", "not-offered"];

/** What a target is held to: its protocol, and its role where there are several. */
interface Held {
  readonly protocol: string;
  readonly role?: string;
}

/** The requirements of a protocol that a server in a role must keep, and that an exchange can show. */
export function testableMusts({ protocol, role = "server" }: Held): readonly Requirement[] {
  const inRole = allRequirements.filter((each) => each.protocol === protocol && isRequiredIn(each, role as Role));
  const own = inRole.filter(({ actor }) => actor === "server");
  return own.filter(({ level, untestable }) => level.startsWith("MUST") && untestable === undefined);
}

/** Counts one run. Of the MUSTs those count as verified that were shown to be kept, whatever was selected. */
export function summarize(
  target: Held,
  requirements: readonly RequirementReport[],
  checks: readonly CheckReport[],
): Summary {
  const musts = testableMusts(target);
  const verified = requirements.filter(({ level, grade }) => level.startsWith("MUST") && grade === "conformant");
  const isShown = requirements.some(({ grade }) => REACHED.includes(grade));
  return {
    conformant: isShown && !requirements.some(({ grade }) => NOT_CONFORMANT.includes(grade)),
    musts: { total: musts.length, verified: verified.length },
    requirements: counts(requirements),
    checks: counts(checks),
  };
}

/** Counts several runs together: a requirement that one of them could not test is as good as the others found it. */
export function summarizeAll(runs: readonly RunReport[]): Report["summary"] {
  const summaries = Map.groupBy(runs, ({ target }) => `${target.protocol} ${target.role}`)
    .values()
    .flatMap(([first, ...others]) => (first ? [{ target: first.target, inRole: [first, ...others] }] : []))
    .map(({ target, inRole }) => {
      const requirements = Map.groupBy(
        inRole.flatMap((run) => run.requirements),
        ({ id }) => id,
      )
        .values()
        .flatMap((same) => (same[0] ? [{ ...same[0], grade: together(same.map(({ grade }) => grade)) }] : []))
        .toArray();
      return summarize(
        target,
        requirements,
        inRole.flatMap((run) => run.checks),
      );
    })
    .toArray();
  return {
    conformant: summaries.length > 0 && summaries.every(({ conformant }) => conformant),
    musts: {
      total: summaries.reduce((sum, { musts }) => sum + musts.total, 0),
      verified: summaries.reduce((sum, { musts }) => sum + musts.verified, 0),
    },
    requirements: summaries.map((summary) => summary.requirements).reduce(add, {}),
    checks: summaries.map((summary) => summary.checks).reduce(add, {}),
  };
}

/** Whether a run came to no verdict at all: nothing that it says is about the target. */
export function isEmpty({ requirements }: Summary): boolean {
  return REACHED.every((grade) => (requirements[grade] ?? 0) === 0);
}

/** The worst of what runs found of a requirement; those that could not test it do not count, unless none could. */
export function together(grades: readonly Grade[]): Grade {
  const tested = grades.filter((grade) => grade !== "not-tested" && grade !== "not-applicable");
  return worst(tested.length > 0 ? tested : grades);
}

type Counts = Summary["checks"];

function counts(graded: readonly { grade: Grade }[]): Counts {
  return graded.map(({ grade }): Counts => ({ [grade]: 1 })).reduce(add, {});
}

function add(one: Counts, other: Counts): Counts {
  const sum: Counts = { ...one };
  for (const [grade, count] of Object.entries(other) as [Grade, number][]) sum[grade] = (sum[grade] ?? 0) + count;
  return sum;
}
