import { argon2, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import type { Random } from "../env.ts";
import { type Cost, parsePhc, renderPhc } from "./phc.ts";
import { enforce } from "./rules.ts";

const derive = promisify(argon2);
const saltBytes = 16;
const tagBytes = 32;

/** Passwords: hashed when they are set, compared when they are used, never kept. */
export interface Passwords {
  /** @returns the password's argon2id hash with a salt of its own, in PHC format */
  hash(password: string): Promise<string>;
  /**
   * @param phc what `hash` returned, or undefined for an account that does not exist, which costs the same work
   * @returns whether the password is the one that was hashed; always false without a hash
   */
  verify(password: string, phc: string | undefined): Promise<boolean>;
}

/**
 * Creates password hashing with argon2id.
 *
 * @param cost the work that one new hash takes; an existing hash is compared at the cost that is written in it
 * @see {@link https://www.rfc-editor.org/rfc/rfc9106.html RFC 9106 - Argon2}
 */
export function createPasswords(ports: () => { random: Random }, cost: Cost): Passwords {
  const decoy = renderPhc({ ...cost, salt: Buffer.alloc(saltBytes), tag: Buffer.alloc(tagBytes) });
  return {
    async hash(password) {
      const salt = ports().random.bytes(saltBytes);
      return renderPhc({ ...cost, salt, tag: await deriveTag(password, salt, cost) });
    },
    async verify(password, phc) {
      const { salt, tag, ...written } = parsePhc(phc ?? decoy);
      const equal = timingSafeEqual(await deriveTag(password, salt, written), tag);
      // Half a surrogate pair has no UTF-8 of its own, so its hash says nothing.
      return equal && phc !== undefined && password.isWellFormed();
    },
  };
}

function deriveTag(password: string, salt: Buffer, { memory, passes }: Cost): Promise<Buffer> {
  return derive("argon2id", {
    message: enforce(password),
    nonce: salt,
    parallelism: 1,
    tagLength: tagBytes,
    memory,
    passes,
  });
}
