import { privateMembersOf } from "../kit/jwt/public-keys.ts";
import { signingKeyOf } from "../kit/jwt/signing-key.ts";
import type { AppSettings } from "../model/apps.ts";
import type { Target } from "../model/target.ts";
import type { Secrets } from "./secrets.ts";

/** Registers the secrets that a target file declares, in every form that a target might show them in. */
export function seeDeclared({ accounts, jwt = {}, apps = {} }: Target, secrets: Secrets): void {
  seeApps(apps, secrets);
  for (const { password } of accounts) secrets.see("password", password);
  const { signingKey } = jwt;
  if (signingKey === undefined) return;
  secrets.see("signingKey", signingKey);
  secrets.derive(signingKey, signingKey.trimEnd(), "without its last line break");
  const key = signingKeyOf(signingKey);
  if (key.type === "secret") return;
  secrets.derive(signingKey, key.export({ type: "pkcs8", format: "der" }).toString("base64"), "in DER");
  const members: Readonly<Record<string, unknown>> = { ...key.export({ format: "jwk" }) };
  for (const name of privateMembersOf(members)) secrets.derive(signingKey, String(members[name]), `member ${name}`);
}

/** Those of clients and of operators. */
function seeApps({ clients = [], operator, clientApp }: AppSettings, secrets: Secrets): void {
  for (const { clientSecret } of clients) secrets.see("clientSecret", clientSecret);
  if (clientApp) secrets.see("clientSecret", clientApp.clientSecret);
  if (!operator) return;
  if (!("headers" in operator)) {
    secrets.see("password", operator.password);
    return;
  }
  for (const value of Object.values(operator.headers)) {
    // A scheme is no secret; what stands behind it is.
    secrets.see("operatorToken", value.split(" ").at(-1));
  }
}
