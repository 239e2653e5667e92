import { z } from "zod";
import type { ProtocolId } from "../model/requirement.ts";

const A_PORT = "write a port from 1 to 65535, or leave it out";
const A_HOST = "write a name or an address, such as host.docker.internal, without a scheme or a port";

/** The protocols whose tokens are JWTs. */
export const WITH_JWTS: readonly ProtocolId[] = ["getnative"];

/** The protocols whose tokens are JWTs that are signed with a secret, and verified with the same. */
export const WITH_SECRETS: readonly ProtocolId[] = ["pattmayne"];

/** Where a target reaches the suite. */
export const Listen = z.strictObject({
  host: z.string().refine((host) => isHost(host), A_HOST),
  port: z.int(A_PORT).min(1, A_PORT).max(65_535, A_PORT).optional(),
});

function isHost(text: string): boolean {
  if (/^[\da-f:]*:[\da-f:.]*$/i.test(text)) return URL.canParse(`http://[${text}]`);
  return /^[\w.-]+$/.test(text) && URL.canParse(`http://${text}`);
}

/** What a target file says of the JWTs that the target issues. */
export const JWT_KEYS = {
  issuer: z.string().min(1).optional(),
  audience: z.string().min(1).optional(),
  publicKey: z.string().min(1).optional(),
  signingKey: z.string().min(1).optional(),
};
