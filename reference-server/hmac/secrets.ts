import type { Random } from "../env.ts";
import type { KeyStore } from "../store/key-port.ts";

const secretBytes = 32;

/**
 * What an app signs with: the secret that is given, or else the one of that name in the store, or else a new one, which is
 * kept there so that instances share it.
 */
export function keptSecret(
  ports: () => { random: Random; store: KeyStore },
  name: string,
  given: Buffer | undefined,
): () => Promise<Buffer> {
  let secret: Promise<Buffer> | undefined;
  return () => {
    if (given !== undefined) return Promise.resolve(given);
    const { random, store } = ports();
    secret ??= store.keepSecret(name, random.bytes(secretBytes)).catch((error: Error) => {
      // The store may answer the next time.
      secret = undefined;
      throw error;
    });
    return secret;
  };
}
