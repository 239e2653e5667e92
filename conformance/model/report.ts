import { z } from "zod";

const Level = z.enum(["MUST", "MUST NOT", "SHOULD", "SHOULD NOT", "MAY"]);
const Grade = z.enum([
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
]);
const Counts = z.partialRecord(Grade, z.int().min(0));

const Summary = z.object({
  conformant: z.boolean(),
  musts: z
    .object({ total: z.int(), verified: z.int() })
    .describe("The server's MUSTs and MUST NOTs that an exchange can show, and how many were shown to be kept."),
  requirements: Counts,
  checks: Counts,
});

const Finding = z.object({ at: z.string(), expected: z.string(), actual: z.string() });

const Field = z.tuple([z.string(), z.string()]);
const Exchange = z
  .object({
    request: z.object({
      kind: z.literal("http"),
      method: z.string(),
      url: z.string(),
      headers: z.array(Field),
      body: z.string().optional(),
    }),
    response: z
      .object({ kind: z.literal("http"), status: z.int(), headers: z.array(Field), body: z.string() })
      .optional(),
    error: z.object({ code: z.string(), message: z.string() }).optional(),
    outcome: z.string(),
    startedAt: z.iso.datetime(),
    durationMs: z.number(),
  })
  .describe("One request and what became of it; every secret is replaced by a label.");

const Check = z.object({
  id: z.string(),
  requirement: z.string(),
  level: Level,
  grade: Grade,
  reason: z.string().optional().describe("Why there is no verdict."),
  findings: z.array(Finding),
  evidence: z.record(z.string(), Exchange),
  durationMs: z.number(),
  reproduce: z.string(),
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

const Run = z.object({
  target: z.object({
    name: z.string(),
    protocol: z.string(),
    role: z.string(),
    transport: z.string(),
    profile: z.string(),
    kind: z.literal("url"),
    url: z.string(),
    dialects: z.array(z.string()),
    policy: z.record(z.string(), z.string()),
  }),
  durationMs: z.number(),
  notes: z.array(z.string()),
  summary: Summary,
  requirements: z.array(Requirement),
  checks: z.array(Check),
});

/** The one versioned result; every other format is a view of it. */
export const Report = z.object({
  format: z.literal("authmark-report/1"),
  suite: z.object({ version: z.string(), spec: z.string() }),
  startedAt: z.iso.datetime(),
  durationMs: z.number(),
  seed: z.int(),
  interrupted: z.boolean().describe("The run was ended early: what has no verdict by then is not in the report."),
  summary: Summary,
  runs: z.array(Run),
});

export type Report = z.infer<typeof Report>;
export type RunReport = z.infer<typeof Run>;
export type CheckReport = z.infer<typeof Check>;
export type RequirementReport = z.infer<typeof Requirement>;
export type ExchangeReport = z.infer<typeof Exchange>;
export type Summary = z.infer<typeof Summary>;
