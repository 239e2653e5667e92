import type { LoginSpelling } from "./login-ways.ts";

/** What was tried for a login, and what was said to it. */
export interface Tried {
  readonly spelling: LoginSpelling;
  readonly status: number;
  /** Nothing is there. */
  readonly isAbsent: boolean;
}

/** Says in a few lines what was tried: all paths with nothing there on one, and each of the others with its spellings. */
export function triedTexts(all: readonly Tried[]): string[] {
  const absent = Map.groupBy(
    all.filter(({ isAbsent }) => isAbsent),
    ({ status }) => status,
  );
  const there = Map.groupBy(
    all.filter(({ isAbsent }) => !isAbsent),
    ({ spelling }) => spelling.path,
  );
  return [
    ...[...there].map(([path, tried]) => {
      const each = tried.map(({ spelling, status }) => `${status} to ${spellingText(spelling)}`);
      return `POST ${path} said ${each.join(", ")}`;
    }),
    ...[...absent].map(([status, tried]) => {
      const paths = [...new Set(tried.map(({ spelling }) => spelling.path))];
      return `${status}${status < 300 ? " with a page" : ""} at ${paths.join(", ")}`;
    }),
  ];
}

/** The members of a body, with the values that are not the user's own. */
function spellingText({ json, form, basic, oauth }: LoginSpelling): string {
  const members = Object.entries({ ...(json as object), ...form }).map(([name, value]) =>
    typeof value === "string" && !value.includes("{") && name !== "client_secret" ? `${name}=${value}` : name,
  );
  const how = oauth ? "the grant by password, a form of" : form ? "a form of" : "JSON of";
  return `${how} ${members.join(" ")}${basic ? " with the client in Basic" : ""}`;
}
