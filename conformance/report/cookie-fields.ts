import { looksLikeToken } from "../kit/looks-like-token.ts";
import { masked } from "./redact.ts";

/** Session identifiers have at least so many characters; what else cookies hold is mostly shorter. */
const SHORTEST = 16;

/** A redacted field without what its cookies hold, if that could be somebody's session and nobody registered it. */
export function withoutSessions(name: string, value: string): string {
  const kind = name.toLowerCase();
  if (kind === "cookie") return value.split(";").map(withoutValue).join(";");
  if (kind !== "set-cookie") return value;
  const [cookie = "", ...attributes] = value.split(";");
  return [withoutValue(cookie), ...attributes].join(";");
}

function withoutValue(pair: string): string {
  const equals = pair.indexOf("=") + 1;
  const value = pair.slice(equals);
  // Labels have characters that no cookie has.
  const isBare = /^[\w.~+/%=!:"-]+$/.test(value);
  return equals > 0 && isBare && looksLikeToken(value, SHORTEST) ? pair.slice(0, equals) + masked(value) : pair;
}
