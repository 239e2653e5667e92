import { createHash } from "node:crypto";
import type { Seams } from "@authmark/reference-server/app";
import type { OpaqueFault } from "../../faults/common.ts";
import type { Mutant, Rename } from "./broken.ts";

/** Bytes as a token. */
const base64 = (...parts: (Buffer | string)[]) =>
  Buffer.concat(parts.map((part) => Buffer.from(part))).toString("base64");

/**
 * Servers whose tokens are no secrets, where tokens are to be opaque.
 *
 * @param renamed makes a server whose tokens are called otherwise
 */
export function opaqueTokens(renamed: (rename: Rename) => Seams) {
  return {
    "a server that writes the user's name into tokens": () =>
      renamed((token, _count, _kind, username) => {
        const bytes = Buffer.from(token, "base64");
        const at = bytes.readUInt8(0) % bytes.length;
        return base64(bytes.subarray(0, at), username, bytes.subarray(at));
      }),
    "a server that makes access tokens of a part of their refresh token": () => {
      const last = new Map<string, Buffer>();
      return renamed((token, _count, kind, username) => {
        const bytes = Buffer.from(token, "base64");
        if (kind === "refresh") {
          last.set(username, bytes.subarray(0, bytes.length / 4));
          return token;
        }
        const at = bytes.length / 8 + (bytes.readUInt8(0) % (bytes.length / 2));
        return base64(bytes.subarray(0, at), last.get(username) ?? "", bytes.subarray(at));
      });
    },
    "a server that begins its tokens with the time": () =>
      renamed((token) =>
        base64(new Date(Date.UTC(2030, 0, 1)).toISOString().slice(0, 10), Buffer.from(token, "base64")),
      ),
    "a server that counts its tokens": () =>
      renamed((token, count) => base64("a server of its own", token.slice(0, 8), String(1_000_000 + count))),
    "a server that repeats 8 random bytes in a token": () =>
      renamed((token) => {
        const eight = Buffer.from(token, "base64").subarray(0, 8);
        return base64(eight, eight, eight, eight);
      }),
    "a server that issues tokens of 8 bytes": () =>
      renamed((token) => base64(createHash("sha256").update(token).digest().subarray(0, 8))),
  } satisfies Record<OpaqueFault, Mutant>;
}

/** A server that issues the same token to a user again: it makes tokens of nothing but their kind and their user. */
export function repetitive(renamed: (rename: Rename) => Seams): Seams {
  return renamed((_token, _count, kind, username) =>
    base64(createHash("sha256").update(`${kind} of ${username}`).digest()),
  );
}

/** The token in the body of an answer, if there is one. */
export async function tokenInBody(response: Response): Promise<string | undefined> {
  return /"(?:access_)?token":"([^"]+)"/.exec(await response.clone().text())?.[1];
}
