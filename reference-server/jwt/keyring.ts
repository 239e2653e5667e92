import { createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";
import type { Clock } from "../env.ts";
import type { KeyRecord } from "../store/key-port.ts";
import type { Store } from "../store/port.ts";
import { keyOutlives } from "./rules.ts";

/** A key by the name by which tokens refer to it. */
export interface NamedKey {
  readonly kid: string;
  readonly key: KeyObject;
}

/** The keys that tokens are signed with, and verified by. They are kept in the store, so that instances share them. */
export interface Keyring {
  /** @returns the private key that signs; it throws where none has been made */
  signing(): Promise<NamedKey>;
  /** @returns the public keys of all tokens that can be good now, that of the key which signs first */
  verifying(): Promise<NamedKey[]>;
}

/**
 * Creates a keyring over a store and a clock, which are asked for at each call: another process may have changed the keys.
 *
 * @param accessTtl lifetime of a token, in seconds: so long a key that no longer signs is good for verifying
 */
export function createKeyring(
  ports: () => { clock: Clock; store: Store },
  { accessTtl }: { readonly accessTtl: number },
): Keyring {
  // A key is read from its text once: that takes longer than to verify a token.
  const read = new Map<string, KeyObject>();
  const parsed = (pem: string, parse: (pem: string) => KeyObject) => {
    const key = read.get(pem) ?? parse(pem);
    read.set(pem, key);
    return key;
  };
  const isGood = ({ retiredAt }: KeyRecord) => keyOutlives(retiredAt, accessTtl, ports().clock.now());

  return {
    async signing() {
      const current = (await ports().store.listKeys()).find(({ retiredAt }) => retiredAt === null);
      if (current?.privateKey == null) throw new Error("there is no key that signs");
      return { kid: current.kid, key: parsed(current.privateKey, createPrivateKey) };
    },
    async verifying() {
      const keys = await ports().store.listKeys();
      return keys.filter(isGood).map(({ kid, publicKey }) => ({ kid, key: parsed(publicKey, createPublicKey) }));
    },
  };
}
