/** What argon2id spends on one password. */
export interface Cost {
  /** KiB of memory. */
  readonly memory: number;
  /** Passes over that memory. */
  readonly passes: number;
}

/** An argon2id hash and all that is needed to compute it again. */
export interface Argon2Hash extends Cost {
  readonly salt: Buffer;
  readonly tag: Buffer;
}

const form = /^\$argon2id\$v=19\$m=(?<memory>\d+),t=(?<passes>\d+),p=1\$(?<salt>[\w+/]+)\$(?<tag>[\w+/]+)$/;

/** Writes a hash in the PHC string format, as other argon2 libraries do. */
export function renderPhc({ memory, passes, salt, tag }: Argon2Hash): string {
  return `$argon2id$v=19$m=${memory},t=${passes},p=1$${unpadded(salt)}$${unpadded(tag)}`;
}

/** @throws Error where the text is no argon2id hash of version 19 with one lane */
export function parsePhc(text: string): Argon2Hash {
  const { memory, passes, salt, tag } = form.exec(text)?.groups ?? {};
  if (memory === undefined || passes === undefined || salt === undefined || tag === undefined) {
    throw new Error("a stored password hash is not in the PHC format of argon2id");
  }
  return {
    memory: Number(memory),
    passes: Number(passes),
    salt: Buffer.from(salt, "base64"),
    tag: Buffer.from(tag, "base64"),
  };
}

function unpadded(bytes: Buffer): string {
  return bytes.toString("base64").replaceAll("=", "");
}
