import { isLoopback } from "../kit/address.ts";
import type { OAuth, OAuthClient } from "../targets/presets/oauth.ts";

/**
 * The settings of the preset for OAuth that the metadata of an authorization server tells.
 *
 * @param url of the server, with its path prefix: endpoints elsewhere are not asked
 * @returns `undefined` where it has no token endpoint there
 * @see [RFC 8414 - OAuth 2.0 Authorization Server Metadata](https://www.rfc-editor.org/rfc/rfc8414.html#section-2)
 */
export function settingsIn(metadata: unknown, url: string): OAuth | undefined {
  if (typeof metadata !== "object" || metadata === null) return undefined;
  const all: Readonly<Record<string, unknown>> = { ...metadata };
  const pathOf = (name: string) => pathAt(all[name], url);
  const token = pathOf("token_endpoint");
  if (token === undefined) return undefined;
  const scopes = Array.isArray(all["scopes_supported"]) ? all["scopes_supported"] : [];
  const scope = SCOPES.filter((each) => scopes.includes(each)).join(" ");
  const resource = pathOf("userinfo_endpoint");
  const introspection = resource === undefined ? pathOf("introspection_endpoint") : undefined;
  const revocation = pathOf("revocation_endpoint");
  return {
    token,
    ...(revocation !== undefined && { revocation }),
    ...(resource !== undefined && { resource }),
    ...(introspection !== undefined && { introspection }),
    ...(scope !== "" && { scope }),
  };
}

/** What a user info and a refresh token may ask for. */
const SCOPES = ["openid", "offline_access"];

function pathAt(endpoint: unknown, url: string): string | undefined {
  if (typeof endpoint !== "string" || !URL.canParse(endpoint)) return undefined;
  const { origin, pathname: written } = new URL(endpoint);
  const pathname = written.replace(/\/{2,}/g, "/");
  const base = new URL(url);
  const prefix = base.pathname.replace(/\/+$/, "");
  // A server behind a proxy may tell another name of this machine; its paths are the same.
  const isSame = origin === base.origin || (isLoopback(origin) && isLoopback(url));
  return isSame && pathname.startsWith(`${prefix}/`) ? pathname.slice(prefix.length) : undefined;
}

/** How clients authenticate, in the order in which it is tried (RFC 6749 §2.3.1). */
export function clients(client: Omit<OAuthClient, "in"> | undefined): (OAuthClient | undefined)[] {
  if (client === undefined) return [undefined];
  if (client.secret === undefined) return [{ ...client, in: "form" }];
  return [
    { ...client, in: "basic" },
    { ...client, in: "form" },
  ];
}
