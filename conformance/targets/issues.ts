import type { z } from "zod";

type Issue = Pick<z.core.$ZodIssue, "code" | "path" | "message"> & {
  readonly errors?: readonly (readonly Issue[])[];
  readonly issues?: readonly Issue[];
};

/**
 * What is wrong with a value, told of the one form that it was meant to have where there are several; where it is like
 * none of them, the choice itself is what is said.
 */
export function plainIssues(issue: Issue): readonly Pick<Issue, "path" | "message">[] {
  if (issue.code === "invalid_key") return (issue.issues ?? []).map(({ message }) => ({ path: issue.path, message }));
  if (issue.code !== "invalid_union" || !issue.errors) return [issue];
  const meant = issue.errors.filter((form) => !form.some(isOfAnotherKind));
  const [form, ...others] = meant;
  if (form === undefined || others.length > 0) return [issue];
  return form.flatMap(plainIssues).map(({ path, message }) => ({ path: [...issue.path, ...path], message }));
}

/** Whether a form is not meant at all: a text where there are keys, another word, and so on. */
function isOfAnotherKind({ path, code, errors }: Issue): boolean {
  if (path.length > 0) return false;
  if (code === "invalid_union") return (errors ?? []).every((form) => form.some(isOfAnotherKind));
  return code === "invalid_type" || code === "invalid_value";
}
