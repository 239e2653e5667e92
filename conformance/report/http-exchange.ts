import { parseJson } from "../kit/json-pointer.ts";
import type { Header } from "../model/exchange.ts";
import { withoutSessions } from "./cookie-fields.ts";
import { curl } from "./curl.ts";
import { isForm } from "./form-data.ts";
import { shownBody } from "./http-body.ts";
import type { Kind } from "./kinds.ts";
import { membersOf } from "./members.ts";

/** How a report shows an exchange over HTTP. */
export const http: Kind<"http"> = {
  redacted(request, response, redact) {
    const fields = (headers: readonly Header[]) =>
      headers.map(([name, value]): [string, string] => [redact(name), withoutSessions(name, redact(value))]);
    return {
      request: {
        kind: request.kind,
        method: request.method,
        url: redact(request.url),
        headers: fields(request.headers),
        ...(request.body !== undefined && { body: shownBody(request.body, redact, request.unkept) }),
      },
      ...(response && {
        response: {
          kind: response.kind,
          status: response.status,
          headers: fields(response.headers),
          body: shownBody(response.body, redact),
        },
      }),
    };
  },

  lines({ request, response, error }) {
    const received = response
      ? [`${response.status}`, ...fieldLines(response.headers), ...bodyLines(response.body)]
      : [`no answer: ${error?.message} (${error?.code})`];
    const first = `${request.method} ${request.url}`;
    return { sent: [first, ...fieldLines(request.headers), ...bodyLines(request.body)], received };
  },

  byHand: (request, split, caFile) => curl(request, split, caFile),

  *names(request) {
    for (const [name, value] of request.headers) {
      yield name;
      if (name.toLowerCase() === "cookie") yield* value.split(";").map((pair) => pair.split("=")[0]?.trim() ?? "");
    }
    if (typeof request.body !== "string" || request.body.length >= LONGEST_PARSED) return;
    if (isForm(request)) for (const name of new URLSearchParams(request.body).keys()) yield name.replace(/\[.*$/s, "");
    else yield* membersOf(parseJson(request.body));
  },
};

const LONGEST_PARSED = 65_536;

/** Fields that say nothing about a finding. */
const NOISE = new Set(["user-agent", "connection", "keep-alive", "date", "content-length", "transfer-encoding"]);

function fieldLines(headers: readonly Header[]): string[] {
  return headers.filter(([name]) => !NOISE.has(name.toLowerCase())).map(([name, value]) => `${name}: ${value}`);
}

function bodyLines(body: string | undefined): string[] {
  return body ? ["", body] : [];
}
