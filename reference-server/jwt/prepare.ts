import type { Env } from "../env.ts";
import { reasonOf, UsageError } from "../errors.ts";
import type { KeyPair } from "../store/key-port.ts";
import { generateKey, parseKey } from "./keys.ts";

/**
 * Sees to it that there is a key that signs: the one that is given, or else the one in the store, or else a new one.
 *
 * @param pem a private key, PKCS #8 in PEM
 * @throws UsageError where it is not usable
 */
export async function prepareSigning(
  { store, clock }: Pick<Env, "store" | "clock">,
  pem: string | undefined,
): Promise<void> {
  if (pem !== undefined) return store.replaceKey(await given(pem), clock.now());
  const keys = await store.listKeys();
  if (!keys.some(({ retiredAt }) => retiredAt === null)) await store.insertFirstKey(await generateKey());
}

/**
 * Makes another key the one that signs: the one that is given, or else a new one.
 *
 * @returns the name of the key
 * @throws UsageError where the one that is given is not usable
 */
export async function rotateSigning(
  { store, clock }: Pick<Env, "store" | "clock">,
  pem: string | undefined,
): Promise<string> {
  const key = pem === undefined ? await generateKey() : await given(pem);
  await store.replaceKey(key, clock.now());
  return key.kid;
}

async function given(pem: string): Promise<KeyPair> {
  try {
    return await parseKey(pem);
  } catch (error) {
    const remedy = "give a key of 2048 bits or more, such as openssl genpkey -algorithm RSA makes";
    throw new UsageError(`--signing-key: not usable (${reasonOf(error)}); ${remedy}`);
  }
}
