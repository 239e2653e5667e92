import { z } from "zod";
import type { StartKind } from "../../model/start.ts";
import { Duration } from "../duration-schema.ts";

const Text = z.string().min(1);
const A_PORT = "write a port from 1 to 65535";
const Port = z.int(A_PORT).min(1, A_PORT).max(65_535, A_PORT).optional();
const Path = z.string().startsWith("/", "a path begins with a slash").optional();

/** What a target over HTTP has besides, where the suite starts it. */
export const HTTP_START_KEYS = { path: Path, plainPort: Port };

const KEYS = {
  ca: z.string().optional(),
  command: Text.optional(),
  image: Text.optional(),
  compose: Text.optional(),
  service: Text.optional(),
  args: z.array(z.string()).optional(),
  port: Port,
  env: z.record(z.string(), z.string()).optional(),
  ready: z.strictObject({ path: Path, within: Duration.optional() }).optional(),
  lendClock: z.boolean().optional(),
};

const OF_ALL = ["ca"];
const OF_STARTED = [...OF_ALL, "port", "plainPort", "path", "env", "ready"];

/** What may stand beside each of the keys that say what the target is; a row each. */
const BESIDE: Readonly<Record<"url" | StartKind, readonly string[]>> = {
  url: [...OF_ALL, "plain"],
  command: [...OF_STARTED, "lendClock"],
  image: [...OF_STARTED, "args", "lendClock"],
  compose: [...OF_STARTED, "service"],
};
const KINDS = Object.keys(BESIDE) as (keyof typeof BESIDE)[];

/** Where a target is: at an address, or in what it is started from. */
export function placeOf<Own extends z.ZodRawShape>(own: Own) {
  return z
    .strictObject({ ...own, ...KEYS })
    .superRefine((place, context) => {
      const given = Object.keys(place).filter((key) => place[key as keyof typeof place] !== undefined);
      const [kind, ...others] = KINDS.filter((each) => given.includes(each));
      if (kind === undefined) context.addIssue(`write one of ${KINDS.join(", ")}: where the target is, or what it is`);
      else if (others.length > 0) context.addIssue(`has both ${kind} and ${others.join(" and ")}; write one of them`);
      else {
        const stranger = given.find((key) => key !== kind && !BESIDE[kind].includes(key));
        if (stranger) context.addIssue(`${stranger} does not go with ${kind}; write ${BESIDE[kind].join(", ")}`);
      }
    })
    .meta({ oneOf: KINDS.map((kind) => ({ required: [kind] })) });
}

/** Where a target is, of whichever transport. */
export type Place = z.infer<ReturnType<typeof placeOf<{ url: z.ZodOptional<z.ZodString> }>>> & {
  readonly plain?: string | undefined;
  readonly path?: string | undefined;
  readonly plainPort?: number | undefined;
};
