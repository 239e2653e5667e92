import type { operations } from "@authmark/protocols/hmail/schemas";
import type { AuthenticateResponse } from "@authmark/protocols/hmail/types";
import type { wire } from "@authmark/protocols/hmail/wire";
import type { RequirementId } from "@authmark/protocols/requirements";
import type { Seams } from "@authmark/reference-server/app";
import type { Report } from "authmark/report";
import type { conformance } from "authmark/vitest";

/**
 * The types of the packages, as someone uses them who has installed them. What must not compile shows that there is a
 * type at all: a module whose types are not found is `any`, which takes everything.
 */
export const id: RequirementId = "hmail.access-token-is-no-refresh-token";
// @ts-expect-error There is no such requirement.
export const unknownId: RequirementId = "hmail.nonsense";

export const refused: AuthenticateResponse = "Failure";
// @ts-expect-error It is spelt "Failure".
export const misspelt: AuthenticateResponse = "failure";

export type Status = keyof (typeof operations)["authenticate"]["responses"];
// @ts-expect-error There is no such operation.
export type Unserved = (typeof operations)["nonsense"];

export const path: (typeof wire)["operations"]["authenticate"]["path"] = "/auth/authenticate";
// @ts-expect-error It is a constant.
export const otherPath: (typeof wire)["operations"]["authenticate"]["path"] = "/login";

export const seams: Seams = { env: (env) => ({ ...env, clock: { now: () => 0 } }) };
// @ts-expect-error There is no such seam.
export const noSeams: Seams = { nonsense: 1 };

export const verified = (report: Report): number => report.summary.musts.verified;
// @ts-expect-error A report has no such member.
export const nothing = (report: Report) => report.nonsense;

export const target: Parameters<typeof conformance>[0] = { protocol: "hmail", at: { url: "http://127.0.0.1:8080" } };
// @ts-expect-error There is no such protocol.
export const noTarget: Parameters<typeof conformance>[0] = { protocol: "nonsense", at: {} };
