import type { HttpOperation, HttpRequestSpelling } from "../../model/wire.ts";

/** A client of an authorization server. */
export interface OAuthClient {
  readonly id: string;
  /** A public client has none. */
  readonly secret?: string | undefined;
  /** Where its credentials are: in HTTP Basic, or in the body. */
  readonly in: "basic" | "form";
}

/** What differs between authorization servers. */
export interface OAuth {
  readonly token: string;
  readonly revocation?: string | undefined;
  /** What says whose token one is: a resource (the user info, for one), or else the introspection endpoint. */
  readonly resource?: string | undefined;
  readonly introspection?: string | undefined;
  /** Where the answer of either says who the user is. */
  readonly identity?: string | undefined;
  readonly client?: OAuthClient | undefined;
  readonly scope?: string | undefined;
}

/**
 * The wire of an OAuth 2.0 authorization server: a login is the grant by password, a logout the revocation of the refresh
 * token.
 *
 * @see [RFC 6749 - OAuth 2.0](https://www.rfc-editor.org/rfc/rfc6749.html#section-4.3), §4.3 and §6
 * @see [RFC 7009 - Token Revocation](https://www.rfc-editor.org/rfc/rfc7009.html)
 * @see [RFC 7662 - Token Introspection](https://www.rfc-editor.org/rfc/rfc7662.html)
 */
export function oauth(settings: OAuth): Readonly<Record<string, HttpOperation | "none">> {
  const { token, revocation, resource, introspection, client } = settings;
  const ask = (path: string, form: Readonly<Record<string, string>>) => asClient(client, path, form);
  const scope: Readonly<Record<string, string>> = settings.scope === undefined ? {} : { scope: settings.scope };
  return {
    login: {
      ...ask(token, { grant_type: "password", username: "{username}", password: "{password}", ...scope }),
      outcomes: { success: GRANTED, unauthorized: { status: ["400", "401"], at: "/error", equals: "invalid_grant" } },
      take: TOKENS,
    },
    refresh: {
      ...ask(token, { grant_type: "refresh_token", refresh_token: "{refreshToken}" }),
      outcomes: { success: GRANTED },
      take: TOKENS,
    },
    logout:
      revocation === undefined
        ? "none"
        : {
            ...ask(revocation, { token: "{refreshToken}", token_type_hint: "refresh_token" }),
            outcomes: { success: { status: "2xx" } },
            take: {},
          },
    session:
      introspection === undefined
        ? whoseToken(resource, settings.identity)
        : { ...ask(introspection, { token: "{accessToken}" }), ...introspected(settings.identity) },
  };
}

const GRANTED = { status: "200", at: "/access_token" };

/** The lifetime of a refresh token has no name of its own in OAuth; these are in use. */
const TOKENS: HttpOperation["take"] = {
  accessToken: { at: "/access_token" },
  refreshToken: { at: "/refresh_token" },
  token_type: { at: "/token_type" },
  accessExpiresIn: { at: "/expires_in", as: "seconds" },
  refreshExpiresIn: [
    { at: "/refresh_expires_in", as: "seconds" },
    { at: "/refresh_token_expires_in", as: "seconds" },
  ],
};

/** A request of the client, with its credentials (RFC 6749 §2.3.1). */
function asClient(
  client: OAuthClient | undefined,
  path: string,
  form: Readonly<Record<string, string>>,
): HttpRequestSpelling {
  const asked = { method: "POST", path };
  if (client === undefined) return { ...asked, form };
  const { id, secret } = client;
  if (client.in === "basic") return { ...asked, form, basic: { username: id, password: secret ?? "" } };
  return { ...asked, form: { ...form, client_id: id, ...(secret !== undefined && { client_secret: secret }) } };
}

function whoseToken(path: string | undefined, identity = "/sub"): HttpOperation | "none" {
  if (path === undefined) return "none";
  return {
    method: "GET",
    path,
    headers: { authorization: "Bearer {accessToken}" },
    outcomes: { success: { status: "2xx" }, unauthorized: { status: "401" } },
    take: { username: { at: identity } },
  };
}

function introspected(identity: string | undefined): Pick<HttpOperation, "outcomes" | "take"> {
  return {
    outcomes: {
      success: { status: "200", at: "/active", equals: true },
      unauthorized: { status: "200", at: "/active", equals: false },
    },
    take: {
      username: identity === undefined ? [{ at: "/username" }, { at: "/sub" }] : { at: identity },
      accessExpiresIn: { at: "/exp", as: "epoch-seconds" },
    },
  };
}
