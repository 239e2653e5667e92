import { withBody, withContentType, withHeader, withMethod } from "../../kit/http.ts";
import { checkFor } from "../../model/check.ts";
import type { HttpRequest } from "../../model/exchange.ts";
import type { Catalogue } from "../catalogue.ts";
import { FROM_ABROAD } from "../common/http.ts";
import type { FlowSession } from "./client.ts";
import { ask, tokensOf } from "./logout.ts";
import { areRefused, succeed } from "./outcomes.ts";

const check = checkFor<FlowSession>();
const needs = ["cookie-tokens"] as const;
const BOTH = ["cookie-tokens", "refresh-operation"] as const;

/** A refresh or a logout that is changed so that it must not be done; the session is as good afterwards. */
function changesNothing(operation: "refresh" | "logout", change: (request: HttpRequest) => HttpRequest) {
  return check({
    needs: operation === "logout" ? [...needs, "logout-operation"] : BOTH,
    act: async (session) => {
      const { flow, account } = session;
      const pair = await flow.spare(account);
      const control = await flow.whoAmI(pair.access);
      const attempt =
        operation === "refresh"
          ? await flow.refresh(pair.refresh, { request: change })
          : await flow.logout(tokensOf(pair), { request: change });
      const asked = await ask(session, pair);
      if (asked.refresh?.outcome === "success") flow.leave(flow.after(pair, asked.refresh));
      return { control, attempt, ...asked };
    },
    control: ({ control }) => succeed(control),
    judge: ({ attempt, use, refresh }) => [...areRefused(attempt), ...succeed(use, refresh)],
  });
}

/** A login that a browser would not send like this from a page of the server's own. */
function logsNobodyIn(request: (request: HttpRequest) => HttpRequest) {
  return check({
    needs,
    act: async ({ flow, account }) => ({
      control: await flow.sharedLogin(account),
      attempt: await flow.login({ ...account }, { request }),
    }),
    control: ({ control }) => succeed(control),
    judge: ({ attempt }) => areRefused(attempt),
  });
}

/** A page may send any body as one of these three without asking first, also JSON (Fetch, CORS-safelisted request-header). */
const typed = (type: string) => (request: HttpRequest) => withBody("{}")(withContentType(type)(request));
const asForm = typed("application/x-www-form-urlencoded");
const asMultipart = typed("multipart/form-data; boundary=b");
const asText = typed("text/plain");
const asTextWithJson = typed("text/plain; application/json");
const from = (site: string) => (request: HttpRequest) =>
  withHeader("sec-fetch-mode", "cors")(withHeader("sec-fetch-site", site)(request));
const fromLongerOrigin = (request: HttpRequest) =>
  withHeader("origin", `${new URL(request.url).origin}.foreign.example`)(request);
const fromOriginThatEndsAlike = (request: HttpRequest) =>
  withHeader("origin", new URL(request.url).origin.replace("://", "://foreign-"))(request);

/** Checks of requests that a page of another site can make a browser send, with its cookies. */
export const foreignPages = {
  "session.foreign-sites-log-nobody-in": {
    "foreign-origin": logsNobodyIn(FROM_ABROAD),
    "cross-site-fetch": logsNobodyIn(from("cross-site")),
  },
  "session.forms-change-nothing": {
    "form-for-json": changesNothing("refresh", asForm),
    "text-for-json": changesNothing("refresh", asText),
    "multipart-form": changesNothing("refresh", asMultipart),
    "text-that-names-json": changesNothing("refresh", asTextWithJson),
    "form-at-a-logout": changesNothing("logout", asForm),
    "text-at-a-logout": changesNothing("logout", asText),
    "multipart-form-at-a-logout": changesNothing("logout", asMultipart),
    "text-that-names-json-at-a-logout": changesNothing("logout", asTextWithJson),
  },
  "session.foreign-sites-change-nothing": {
    "foreign-origin": changesNothing("refresh", FROM_ABROAD),
    "null-origin": changesNothing("refresh", withHeader("origin", "null")),
    "longer-origin": changesNothing("refresh", fromLongerOrigin),
    "origin-that-ends-alike": changesNothing("refresh", fromOriginThatEndsAlike),
    "cross-site-fetch": changesNothing("refresh", from("cross-site")),
    "foreign-origin-at-a-logout": changesNothing("logout", FROM_ABROAD),
    "null-origin-at-a-logout": changesNothing("logout", withHeader("origin", "null")),
    "longer-origin-at-a-logout": changesNothing("logout", fromLongerOrigin),
    "origin-that-ends-alike-at-a-logout": changesNothing("logout", fromOriginThatEndsAlike),
    "cross-site-fetch-at-a-logout": changesNothing("logout", from("cross-site")),
  },
  "session.get-changes-nothing": {
    "refresh-by-get": changesNothing("refresh", withMethod("GET")),
    "refresh-by-head": changesNothing("refresh", withMethod("HEAD")),
    "logout-by-get": changesNothing("logout", withMethod("GET")),
    "logout-by-head": changesNothing("logout", withMethod("HEAD")),
  },
} as const satisfies Partial<Catalogue<"session", FlowSession>>;
