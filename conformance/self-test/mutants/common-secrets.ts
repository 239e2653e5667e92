import { createHash } from "node:crypto";
import type { CommonMutants, Ground } from "./broken.ts";
import { bearer, repeating } from "./parts.ts";

/** Bytes as a token. */
const base64 = (...parts: (Buffer | string)[]) =>
  Buffer.concat(parts.map((part) => Buffer.from(part))).toString("base64");

/** Servers whose secrets go where they should not, or whose tokens are no secrets. */
export function secrets({ renamed }: Ground) {
  return {
    "a server that names a page with a new token in its URL": () => ({
      respond: async (response) => {
        const [, token] = /"(?:access_)?token":"([^"]+)"/.exec(await response.clone().text()) ?? [];
        if (token !== undefined) response.headers.set("location", `/welcome?token=${token}`);
        return response;
      },
    }),
    "a server that repeats what it refuses": () => repeating((request) => request.text()),
    "a server that repeats a token that it refuses": () =>
      repeating(async (request) => request.headers.get("authorization")),
    "a server that takes a password from the query": () => ({
      request: async (request) => {
        const query = new URL(request.url).searchParams;
        const body = JSON.stringify({ username: query.get("username"), password: query.get("password") });
        return request.method === "POST" && query.has("password") ? new Request(request, { body }) : request;
      },
    }),
    "a server that takes a token from the query": () =>
      bearer((request, good) => good ?? new URL(request.url).searchParams.get("access_token") ?? undefined),
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
    "a server that issues one token a user and second": () =>
      renamed((_token, _count, kind, username) =>
        base64(createHash("sha256").update(`${kind} of ${username}`).digest()),
      ),
  } satisfies CommonMutants;
}
