import { z } from "zod";

const Level = z.enum(["MUST", "MUST NOT", "SHOULD", "SHOULD NOT", "MAY"]);
const Grade = z
  .enum([
    "conformant",
    "violation",
    "advisory",
    "deviation",
    "blocked",
    "not-applicable",
    "not-tested",
    "offered",
    "not-offered",
    "suite-error",
  ])
  .describe(
    "A broken MUST is a violation, a broken SHOULD an advisory, either of them a deviation where the target declares it.",
  );
const Counts = z.partialRecord(Grade, z.int().min(0));

const Summary = z.object({
  conformant: z.boolean().describe("No violation, no deviation, nothing blocked, and something verified."),
  musts: z
    .object({ total: z.int(), verified: z.int() })
    .describe("The server's MUSTs and MUST NOTs that an exchange can show, and how many were shown to be kept."),
  requirements: Counts.describe("How many requirements have each grade; a requirement has that of its worst check."),
  checks: Counts.describe("How many checks have each grade."),
});

const Finding = z
  .object({
    at: z.string().describe("The steps that it is about, separated by a comma; keys of the check's evidence."),
    expected: z.string(),
    actual: z.string(),
  })
  .describe("One thing that is not as it should be.");

const Field = z.tuple([z.string(), z.string()]);
const HttpRequest = z.object({
  kind: z.literal("http"),
  method: z.string(),
  url: z.string(),
  headers: z.array(Field),
  body: z.string().optional(),
});
const HttpResponse = z.object({
  kind: z.literal("http"),
  status: z.int(),
  headers: z.array(Field),
  body: z.string(),
});

const StreamRequest = z.object({
  kind: z.literal("stream"),
  url: z.string(),
  connection: z
    .object({ number: z.int().min(1), label: z.string().optional(), from: z.string().optional() })
    .describe("Which of the check's connections it is, and the address that it was opened from, where that matters."),
  body: z.string().optional().describe("What was sent, without the end of its line; absent where nothing was."),
  end: z.string().optional().describe("What ended the line, where that was no line feed."),
  packets: z
    .array(z.object({ number: z.int().min(1), bytes: z.int().min(0) }))
    .describe("The packets of its connection that it went out in; what went out together has the same number."),
  doing: z.string().optional().describe("What was done beside that, or waited for."),
});
const StreamResponse = z.object({
  kind: z.literal("stream"),
  body: z.string().describe("The line without its end; empty where none came."),
  unterminated: z.literal(true).optional().describe("The line had no end: the connection ended in it."),
  pushed: z.array(z.string()).optional().describe("Lines that came before it and answer nothing."),
  ended: z.enum(["closed", "reset"]).optional().describe("How the connection had ended by then."),
});

const Exchange = z
  .object({
    operation: z.string().optional().describe("The protocol's operation; absent where the request belongs to none."),
    request: z.discriminatedUnion("kind", [HttpRequest, StreamRequest]),
    response: z.discriminatedUnion("kind", [HttpResponse, StreamResponse]).optional(),
    error: z.object({ code: z.string(), message: z.string() }).optional(),
    outcome: z.string().describe("What the target's wire makes of the answer: success, failure, refused, …"),
    startedAt: z.iso.datetime(),
    durationMs: z.number(),
  })
  .describe("One request and what became of it; every secret is replaced by a label.");

const Known = z
  .object({ reason: z.string(), link: z.string().optional() })
  .describe("The baseline knows what the check found: it does not count for the exit code.");

const Check = z.object({
  id: z.string().describe("The requirement, a slash, and the circumstance under which it was put to the test."),
  requirement: z.string(),
  level: Level,
  grade: Grade,
  reason: z
    .string()
    .optional()
    .describe("Why there is no verdict; of a deviation, its name and why the target declares it."),
  findings: z.array(Finding),
  evidence: z.record(z.string(), Exchange).describe("The check's exchanges, by their step."),
  durationMs: z.number(),
  reproduce: z.string().describe("The command that runs this check again, drawing the same."),
  byHand: z
    .array(z.string())
    .optional()
    .describe("What the findings are about as lines of a shell; secrets are variables, explained in comments."),
  log: z
    .array(z.string())
    .optional()
    .describe("What the target wrote meanwhile, where the suite started it; others may have been asking as well."),
  known: Known.optional(),
});

const Requirement = z.object({
  id: z.string(),
  level: Level,
  grade: Grade,
  operation: z.string().optional(),
  text: z.string(),
  source: z.object({ document: z.string(), section: z.string() }),
  checks: z.array(z.string()),
});

const Diagnosis = z
  .object({
    like: z.string().describe("The broken server that fails alike, in words that follow: fails as … would."),
    breaks: z.string().describe("The requirement that this one breaks in the first place."),
    shared: z.int().describe("How many checks report a violation of both."),
    all: z.int().describe("How many checks that were run report a violation of either."),
    page: z.url().describe("Where the docs tell of that broken server."),
  })
  .describe("The target's violations are those of a broken server that is on record, or nearly so.");

const Run = z.object({
  target: z.object({
    name: z.string(),
    protocol: z.string(),
    role: z.string(),
    transport: z.string(),
    profile: z.string(),
    kind: z.enum(["url", "command", "image", "compose"]).describe("What it is, or what the suite started it from."),
    url: z.string(),
    dialects: z.array(z.string()).describe("The deviations that the target declares, whether or not they showed."),
    policy: z.record(z.string(), z.string()),
    /** What the target was seen to do, where the protocol leaves it a choice. */
    observedPolicy: z.record(z.string(), z.string()),
  }),
  repetition: z.int().min(1).optional().describe("Which repetition of --repeat this is; they count from 1."),
  seed: z.int().optional().describe("With --repeat, the seed of this repetition."),
  durationMs: z.number(),
  notes: z.array(z.string()).describe("What the person who runs the suite should know beside the verdicts."),
  summary: Summary,
  diagnosis: Diagnosis.optional(),
  requirements: z.array(Requirement),
  checks: z.array(Check),
});

/** An entry of the baseline that is out of date. */
const Stale = z.object({ id: z.string(), why: z.enum(["passes", "matches nothing"]) });

/** The one versioned result; every other format is a view of it. */
export const Report = z.object({
  format: z.literal("authmark-report/1"),
  suite: z.object({ version: z.string(), spec: z.string() }),
  startedAt: z.iso.datetime(),
  durationMs: z.number(),
  seed: z.int().describe("Decides the order of the checks, and what they draw."),
  interrupted: z.boolean().describe("The run was ended early: what has no verdict by then is not in the report."),
  summary: Summary.describe("All runs together: of each requirement the worst grade that a run came to."),
  baseline: z
    .object({ stale: z.array(Stale).describe("Entries whose checks all pass by now, or that are the id of nothing.") })
    .optional()
    .describe("What became of the baseline, where one was given."),
  runs: z.array(Run).describe("A run for each target, and with --repeat for each repetition of it."),
});

/** The JSON Schema of reports (2020-12). */
export function reportSchema(): object {
  const { $schema, ...schema } = z.toJSONSchema(Report);
  return { $schema, title: "Authmark report", description: "What came of a run of authmark test.", ...schema };
}

export type Report = z.infer<typeof Report>;
export type RunReport = z.infer<typeof Run>;
export type CheckReport = z.infer<typeof Check>;
export type RequirementReport = z.infer<typeof Requirement>;
export type KnownFinding = z.infer<typeof Known>;
export type StaleEntry = z.infer<typeof Stale>;
export type Diagnosis = z.infer<typeof Diagnosis>;
export type ExchangeReport = z.infer<typeof Exchange>;
export type Summary = z.infer<typeof Summary>;
