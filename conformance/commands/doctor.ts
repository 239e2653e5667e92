import { suiteOf, suites } from "../catalogue/suites.ts";
import { systemClock } from "../engine/ports.ts";
import { createSecrets } from "../engine/secrets.ts";
import type { Target } from "../model/target.ts";
import { canBeTested } from "../report/doctor/examine.ts";
import { renderDoctor } from "../report/doctor/render.ts";
import { styleFor } from "../report/style.ts";
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
  const secrets = createSecrets();
  const { operations, survey } = suiteOf(target);
  const seen = await survey(target, longest, { clock: systemClock, secrets });
  process.stdout.write(renderDoctor({ ...seen, operations }, secrets.all(), styleFor(process.stdout)));
  return canBeTested(seen);
}
