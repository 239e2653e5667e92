import type { Found, Unfound } from "./found.ts";
import { CLIENT_SECRET } from "./written-wire.ts";

/**
 * What is to be filled in where no login was found, as the wire of a target file: the preset for OAuth where it is an
 * authorization server, as far as anything says so, and else the login.
 */
export function skeleton({ path = "/…", oauth, client }: Omit<Unfound, "tried">, headers: Found["headers"]): object {
  const fields = headers && { headers };
  if (!oauth || fields) {
    const body = oauth
      ? { form: { grant_type: "password", username: "{username}", password: "{password}" } }
      : { json: { username: "{username}", password: "{password}" } };
    return { login: { method: "POST", path, ...fields, ...body, take: { accessToken: "/…" } } };
  }
  const { resource = "/…", identity = "/…", ...settings } = oauth;
  const id = client?.id ?? "…";
  const secret = client && client.secret === undefined ? {} : { secret: CLIENT_SECRET };
  const own = { id, ...secret, in: "secret" in secret ? "basic" : "form" };
  return { preset: { oauth: { ...settings, resource, identity, client: own } } };
}
