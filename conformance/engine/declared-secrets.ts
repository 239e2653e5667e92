import { createPrivateKey } from "node:crypto";
import { privateMembersOf } from "../kit/jwt/public-keys.ts";
import type { Target } from "../model/target.ts";
import type { Secrets } from "./secrets.ts";

/** Registers the secrets that a target file declares, in every form that a target might show them in. */
export function seeDeclared({ accounts, jwt = {} }: Target, secrets: Secrets): void {
  for (const { password } of accounts) secrets.see("password", password);
  const { signingKey } = jwt;
  if (signingKey === undefined) return;
  secrets.see("signingKey", signingKey);
  secrets.derive(signingKey, signingKey.trimEnd(), "without its last line break");
  const key = createPrivateKey(signingKey);
  secrets.derive(signingKey, key.export({ type: "pkcs8", format: "der" }).toString("base64"), "in DER");
  const members: Readonly<Record<string, unknown>> = { ...key.export({ format: "jwk" }) };
  for (const name of privateMembersOf(members)) secrets.derive(signingKey, String(members[name]), `member ${name}`);
}
