import { suiteOf, suites } from "../catalogue/suites.ts";
import { moveClock } from "../engine/moved-clock.ts";
import { systemClock } from "../engine/ports.ts";
import type { RunPorts } from "../engine/run.ts";
import type { Runnable } from "../engine/runnable.ts";
import { createSecrets } from "../engine/secrets.ts";
import { startTarget } from "../engine/starting.ts";
import type { Survey } from "../engine/survey.ts";
import { CannotTest, StartFailed } from "../model/errors.ts";
import type { Target } from "../model/target.ts";
import { canBeTested } from "../report/doctor/examine.ts";
import { renderDoctor } from "../report/doctor/render.ts";
import { inert } from "../report/inert.ts";
import { styleFor } from "../report/style.ts";
import { EXPIRIES } from "../targets/start/own-means.ts";
import { refuseUnknownNames } from "./against-suite.ts";
import { maxWaitMs } from "./settings.ts";
import { targetsOf } from "./targets.ts";
import type { TargetOptions } from "./test-options.ts";

/**
 * `authmark doctor`: looks at targets as a test would before its checks, and says how they stand.
 *
 * @returns the exit code: 0 if all of them can be tested, 3 if one cannot
 */
export async function doctor(options: TargetOptions & { maxWait: string }): Promise<number> {
  const longest = maxWaitMs(options.maxWait);
  const targets = targetsOf(options, Object.keys(suites), process.env);
  for (const target of targets) refuseUnknownNames(target);
  const able: boolean[] = [];
  for (const target of targets) able.push(await examineOne(target, longest));
  return able.every(Boolean) ? 0 : 3;
}

async function examineOne(target: Target, longest: number): Promise<boolean> {
  const ports = { clock: systemClock, secrets: createSecrets() };
  const suite = suiteOf(target);
  const seen = await surveyed(suite, target, longest, ports);
  if (!seen) return false;
  const isMoved = seen.usable.length > 0 && lacksShortLifetimes(seen);
  const movable = isMoved ? await triesToMove(suite, target, ports) : undefined;
  const all = { ...seen, operations: suite.operations, ...(movable && { movable }) };
  process.stdout.write(renderDoctor(all, ports.secrets.all(), styleFor(process.stdout)));
  return canBeTested(seen);
}

/** Looks at a target; one that the suite starts is stopped behind it. */
async function surveyed(
  suite: Runnable,
  target: Target,
  longest: number,
  ports: RunPorts,
): Promise<Survey | undefined> {
  if (!target.start) return suite.survey(target, longest, ports);
  try {
    const running = await startTarget(suite, target, ports);
    return running && (await suite.survey(running.target, longest, ports).finally(() => running.started.stop()));
  } catch (error) {
    if (!(error instanceof StartFailed)) throw error;
    process.stdout.write(
      `${inert(target.name)}\n  ✗ ${inert(error.message)}\n\nit cannot be tested: it does not start\n`,
    );
    return undefined;
  }
}

function lacksShortLifetimes({ planned }: Survey): boolean {
  const needs = planned.flatMap(({ verdict }) => (verdict?.kind === "not-tested" ? [verdict.need] : []));
  return EXPIRIES.some((need) => needs.includes(need));
}

/** Whether the target's clock can be moved where its tokens live too long to wait for. */
async function triesToMove(suite: Runnable, target: Target, ports: RunPorts): Promise<Survey["movable"]> {
  const profile = target.profiles?.find(({ movesClock }) => movesClock);
  // One that runs already is only looked at.
  if (!profile?.start) return undefined;
  try {
    const moved = await moveClock(suite, profile, ports);
    await moved?.close();
    return moved ? { moves: true } : { moves: false, why: NO_FAKETIME };
  } catch (error) {
    if (error instanceof CannotTest || error instanceof StartFailed) return { moves: false, why: error.message };
    throw error;
  }
}

const NO_FAKETIME = "libfaketime is not installed here (Debian has it as libfaketime), and there is no hooks.clock";
