export type Members = Readonly<Record<string, unknown>>;

/** A token as a careless reader sees it: the first three of its parts, whatever they are. */
export interface Read {
  readonly parts: readonly string[];
  readonly header: Members;
  readonly claims: Members;
  readonly input: Buffer;
  readonly signature: Buffer;
}

/** Reads a token and believes it; undefined for what has no claims. */
export function read(token: string): Read | undefined {
  const parts = token.split(".");
  const [header = "", claims = "", signature = ""] = parts;
  const said = objectIn(claims);
  if (said === undefined) return undefined;
  return {
    parts,
    header: objectIn(header) ?? {},
    claims: said,
    input: Buffer.from(`${header}.${claims}`),
    signature: Buffer.from(signature, "base64url"),
  };
}

/** The object that stands in a part; undefined where there is none. */
export function objectIn(part: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

/** A value as a part of a token. */
export const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
