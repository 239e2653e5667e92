import type { loginFaults } from "../../faults/pattmayne-logins.ts";
import type { Mutant } from "./broken.ts";
import { afterwards, bodyOf, LOGIN, redirecting, withMembers } from "./pattmayne-parts.ts";

/** Auth apps that are broken in where they send their users. */
export const redirects = {
  "a server that names the user where it redirects to": () =>
    redirecting((uri, { sent }) => `${uri}&user=${encodeURIComponent(String(sent["username_or_email"]))}`),
  "a server that redirects to the host of X-Forwarded-Host": () =>
    redirecting((uri, { request }) => {
      const host = request.headers.get("x-forwarded-host");
      return host === null ? uri : uri.replace(/\/\/[^/?]+/, () => `//${host}`);
    }),
  "a server that redirects where the request says": () =>
    redirecting((uri, { sent, request }) => {
      const named = sent["redirect_uri"] ?? new URL(request.url).searchParams.get("redirect_uri");
      return typeof named === "string" ? `${named}?${uri.split("?")[1]}` : uri;
    }),
  "a server that drops the query of a registered URI": () =>
    redirecting((uri) => uri.replace(/\?.*?(?=code=[\w-]{43})/, "?")),
  "a server that cuts off the codes of its redirects": () =>
    redirecting((uri) => uri.replace(/(code=[\w-]{42})[\w-]/, "$1")),
  "a server that does not encode a state": () =>
    redirecting((uri, { sent }) => {
      const { state } = sent;
      return typeof state === "string" ? uri.replace(/&state=.*$/, () => `&state=${state}`) : uri;
    }),
  "a server that leaves a state out": () => redirecting((uri) => uri.replace(/&state=.*$/, "")),
  "a server that redirects who logs in at home": () =>
    afterwards(LOGIN, async (response) => {
      const { redirect_uri: uri } = await bodyOf(response);
      if (response.status !== 200 || uri !== undefined) return response;
      return withMembers(response, { redirect_uri: "https://auth.example/?code=none" });
    }),
  "a server that puts the signed token into its redirects": () =>
    redirecting((uri, { response }) => {
      const [, token] =
        /^jwt=([^;]+)/.exec(response.headers.getSetCookie().find((line) => line.startsWith("jwt=")) ?? "") ?? [];
      return `${uri}&token=${token}`;
    }),
} satisfies Partial<Record<keyof typeof loginFaults, Mutant>>;
