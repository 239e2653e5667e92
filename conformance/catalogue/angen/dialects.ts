import type { RequirementId } from "../../model/requirement.ts";
import type { Target } from "../../model/target.ts";

/** Known deviations, and the requirements that each falls short of. */
export const dialects = {
  "one-command-per-write": [
    "angen.commands-of-one-write-are-several",
    "angen.split-command-is-one",
    "angen.too-long-a-line-is-an-error",
    "angen.rest-of-too-long-a-line-is-discarded",
    "angen.empty-line-is-ignored",
    "angen.unterminated-last-line-is-a-command",
    "angen.carriage-return-is-accepted",
    "angen.http-request-is-closed",
  ],
  "error-without-message-id": ["angen.error-mirrors-the-message-id"],
  "error-echoes-input": ["angen.error-does-not-echo", "angen.secrets-are-never-echoed"],
  "no-reply-after-revoke": ["angen.revocation-is-answered", "angen.password-change-is-answered"],
  "no-get-token-by-name": ["angen.right-password-yields-a-token"],
} as const satisfies Record<string, readonly RequirementId[]>;

/** Whether a target declares a deviation. */
export function declares(target: Pick<Target, "dialects">, id: keyof typeof dialects): boolean {
  return (target.dialects ?? []).some((declared) => declared.id === id);
}
