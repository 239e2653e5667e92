import { createPrivateKey, createPublicKey } from "node:crypto";
import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { publicJwk } from "../kit/jwt/own-keys.ts";
import { privateMembersOf, publicKeysIn } from "../kit/jwt/public-keys.ts";
import { UsageError } from "../model/errors.ts";
import type { JwtSettings } from "../model/jwt.ts";
import type { Target } from "../model/target.ts";
import { WITH_JWTS, WITH_SECRETS } from "./jwt-schema.ts";
import type { TargetFile } from "./target-file-schema.ts";

type Declared = Pick<TargetFile, "issuer" | "audience" | "publicKey" | "signingKey" | "listen" | "hooks" | "protocol">;

/**
 * What a target file says of the JWTs that the target issues, with the keys that it names.
 *
 * @param file where it is: files of keys are beside it
 * @throws UsageError that names the file, the key and the remedy, and quotes nothing that might be a secret
 */
export function jwtOf(declared: Declared, file: string): Pick<Target, "jwt"> {
  refuseWithoutJwts(declared, file);
  const { issuer, audience, publicKey, signingKey, protocol } = declared;
  if (WITH_SECRETS.includes(protocol)) return signingKey === undefined ? {} : { jwt: { signingKey } };
  const jwt: JwtSettings = {
    ...(issuer !== undefined && { issuer }),
    ...(audience !== undefined && { audience }),
    ...(publicKey !== undefined && publicKeysOf(textOf(publicKey, file, "publicKey"), `${file}: publicKey`)),
    ...(signingKey !== undefined && {
      signingKey: signingKeyOf(textOf(signingKey, file, "signingKey"), `${file}: signingKey`),
    }),
  };
  return Object.keys(jwt).length > 0 ? { jwt } : {};
}

/** @throws UsageError where the protocol has no JWTs, and something is said of them */
function refuseWithoutJwts({ protocol, hooks, ...declared }: Declared, file: string): void {
  if (WITH_JWTS.includes(protocol)) return;
  const { issuer, audience, publicKey, signingKey, listen } = declared;
  const ofKeyPairs = { issuer, audience, publicKey, "hooks.rotate-key": hooks["rotate-key"] };
  const said = WITH_SECRETS.includes(protocol) ? ofKeyPairs : { ...ofKeyPairs, signingKey, listen };
  const key = Object.entries(said).find(([, value]) => value !== undefined)?.[0];
  if (key !== undefined) throw new UsageError(`${file}: ${key}: ${whyNot(protocol)}; leave it out.`);
}

function whyNot(protocol: Declared["protocol"]): string {
  return WITH_SECRETS.includes(protocol)
    ? `the tokens of ${protocol} are signed with a secret`
    : `the tokens of ${protocol} are no JWTs`;
}

const PEM = "-----BEGIN ";

/** A key as text: what is no key itself is the path of its file. In variables, line breaks are often written as \n. */
function textOf(value: string, file: string, key: string): string {
  if (value.includes(PEM)) return value.replaceAll("\\n", "\n");
  if (value.trimStart().startsWith("{")) return value;
  try {
    return readFileSync(resolve(dirname(file), value), "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // The value is not quoted: it may be a key that was cut.
    throw new UsageError(
      `${file}: ${key}: is no key in PEM, nor a file that can be read (${code}). Give its path from this file's folder, or the whole key.`,
    );
  }
}

function publicKeysOf(text: string, at: string): Pick<JwtSettings, "publicKeys" | "publicKeyText"> {
  const fault = "Give a public key in PEM, a JWK or a JWK Set.";
  if (!text.includes(PEM)) {
    const value = parsed(text);
    const keys = publicKeysIn(value);
    if (keys.length === 0) throw new UsageError(`${at}: there is no public key in it. ${fault}`);
    refusePrivate(value, at);
    return { publicKeys: keys };
  }
  if (text.includes("PRIVATE KEY-----")) throw new UsageError(`${at}: is a private key. Give the public one.`);
  try {
    return { publicKeys: [publicJwk(createPublicKey(text))], publicKeyText: text };
  } catch {
    throw new UsageError(`${at}: cannot be read as a key. ${fault}`);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refusePrivate(value: unknown, at: string): void {
  const { keys = [value] } = value as { readonly keys?: readonly unknown[] };
  const names = keys.flatMap((key) => (typeof key === "object" && key !== null ? privateMembersOf(key) : []));
  if (names.length === 0) return;
  throw new UsageError(`${at}: has private members (${[...new Set(names)].join(", ")}). Give the public ones alone.`);
}

/** The private key in PEM (PKCS#8), whatever form it had. */
function signingKeyOf(text: string, at: string): string {
  if (text.includes("ENCRYPTED")) {
    throw new UsageError(`${at}: is encrypted. Give the key without a passphrase, best as a variable.`);
  }
  if (!text.includes("PRIVATE KEY-----")) {
    throw new UsageError(`${at}: is no private key. Give the one that the target signs with, in PEM.`);
  }
  try {
    return String(createPrivateKey(text).export({ type: "pkcs8", format: "pem" }));
  } catch {
    // What the parser says may quote the key.
    throw new UsageError(`${at}: cannot be read as a private key. Give it whole, in PEM (PKCS#8 or PKCS#1).`);
  }
}
