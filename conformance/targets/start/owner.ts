import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { hostname } from "node:os";

/** The label of every container that the suite starts; its value says which process of the suite did. */
export const OWNER_LABEL = "org.authmark.owner";

/** This process, so that others can tell whether it still runs: its machine, its number, and when it began. */
export function owner(pid = process.pid): string {
  return `${machine()}-${pid}-${beginning(pid) ?? 0}`;
}

/** Whether whoever started something is gone; of another machine's processes that cannot be told, so they are not. */
export function isOrphan(text: string): boolean {
  const [of, pid, began] = text.split("-");
  if (of !== machine() || pid === undefined || began === undefined) return false;
  const now = beginning(Number(pid));
  if (now !== undefined) return String(now) !== began;
  return began !== "0" || !isThere(Number(pid));
}

/** The name of a compose project of this process, in which `number` tells it from others. */
export function projectName(number: number): string {
  return `authmark-${owner()}-${number}`;
}

/** The owner in the name of a compose project; undefined for a project of somebody else's. */
export function ownerOfProject(project: string): string | undefined {
  return /^authmark-([0-9a-f]+-\d+-\d+)-\d+$/.exec(project)?.[1];
}

function machine(): string {
  return createHash("sha256").update(hostname()).digest("hex").slice(0, 12);
}

/** When a process began, in ticks since the machine did; undefined where there is no such process, or nobody tells. */
function beginning(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name in parentheses may itself have blanks and parentheses.
    return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19]);
  } catch {
    return undefined;
  }
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
