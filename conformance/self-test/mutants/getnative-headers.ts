import { createHmac, createPublicKey, type JsonWebKeyInput, type KeyObject, X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Broken } from "./broken.ts";
import type { GetnativeMutants } from "./getnative.ts";
import { isOwn, isSigned, taking } from "./getnative-jws.ts";
import type { Read } from "./jws.ts";

/** Far longer than a request takes on this machine. */
const FETCHED_MS = 1_000;

const isRs256 = ({ header }: Read) => header["alg"] === "RS256";

/** Servers that believe the header of a token. */
export const headers = {
  "a server that takes the key in the header of a token": () =>
    taking((token) => {
      const key = keyOf(token.header["jwk"]);
      return isRs256(token) && key?.asymmetricKeyType === "rsa" && isSigned(token, key);
    }),
  "a server that takes the secret in the header of a token": () =>
    taking((token) => {
      const { k } = (token.header["jwk"] ?? {}) as { k?: string };
      return token.header["alg"] === "HS256" && k !== undefined && isKeyed(token, Buffer.from(k, "base64url"));
    }),
  "a server that takes the certificate in the header of a token": () =>
    taking((token) => {
      const [certificate] = [token.header["x5c"]].flat();
      return isRs256(token) && typeof certificate === "string" && isSigned(token, certified(certificate));
    }),
  "a server that takes the keys at the address in a token": () => fetching("jku", keysIn),
  "a server that takes the certificate at the address in a token": () =>
    fetching("x5u", (body) => [new X509Certificate(body).publicKey]),
  "a server that takes the keys at the address that names one": () => fetching("kid", keysIn),
  "a server that takes the file that a token names for its key": () =>
    taking((token) => {
      const { alg, kid } = token.header;
      return alg === "HS256" && typeof kid === "string" && isKeyed(token, contentOf(kid));
    }),
  "a server that asks its database for the key that a token names": () =>
    taking((token) => {
      const { alg, kid } = token.header;
      const [, selected] = /' UNION SELECT '([^']*)'/.exec(String(kid)) ?? [];
      return alg === "HS256" && selected !== undefined && isKeyed(token, Buffer.from(selected));
    }),

  "a server that fetches the keys at the address in a token for nothing": () => fetching("jku", () => []),
  "a server that fetches the certificate at the address in a token for nothing": () => fetching("x5u", () => []),
  "a server that fetches the address in the name of a key for nothing": () => fetching("kid", () => []),

  "a server that does not know that headers can be critical": () => ignoring(() => true),
  "a server that ignores an empty list of critical headers": () =>
    ignoring(({ crit }) => Array.isArray(crit) && crit.length === 0),
  "a server that ignores that a payload is not encoded": () => ignoring(({ b64 }) => b64 === false),
} satisfies GetnativeMutants;

function keyOf(jwk: unknown): KeyObject | undefined {
  try {
    return createPublicKey({ key: jwk as JsonWebKeyInput["key"], format: "jwk" });
  } catch {
    return undefined;
  }
}

const certified = (base64: string) => new X509Certificate(Buffer.from(base64, "base64")).publicKey;

function keysIn(body: string): readonly KeyObject[] {
  const { keys } = JSON.parse(body) as { keys: readonly unknown[] };
  return keys.flatMap((jwk) => keyOf(jwk) ?? []);
}

function isKeyed({ input, signature }: Read, key: Buffer): boolean {
  return createHmac("sha256", key).update(input).digest().equals(signature);
}

/** What a file holds, or nothing where there is none. */
function contentOf(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch {
    return Buffer.from("a key that nobody knows");
  }
}

/** A server that fetches what a member of the header names before it answers, and verifies by the keys that it finds there. */
function fetching(member: "jku" | "x5u" | "kid", keysFrom: (body: string) => readonly KeyObject[]): Broken {
  return taking(async (token) => {
    const url = token.header[member];
    if (typeof url !== "string" || !/^https?:/.test(url)) return false;
    const body = await bodyAt(url);
    return isRs256(token) && body !== undefined && keysFrom(body).some((key) => isSigned(token, key));
  });
}

async function bodyAt(url: string): Promise<string | undefined> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(FETCHED_MS) });
    return response.ok ? await response.text() : undefined;
  } catch {
    return undefined;
  }
}

/** A server that leaves some of what is critical unread. */
function ignoring(isUnread: (header: Read["header"]) => boolean): Broken {
  return taking(async (token, env) => isRs256(token) && isUnread(token.header) && (await isOwn(token, env)));
}
