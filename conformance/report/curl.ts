import type { Header } from "../model/exchange.ts";
import type { ExchangeReport } from "../model/report.ts";
import { shownBasic } from "./basic.ts";
import { fieldsOf, LEFT_OUT } from "./curl-fields.ts";
import { type Data, formData, isForm } from "./form-data.ts";
import { BYTES, isCut } from "./http-body.ts";
import { isPlain, type Part, printf, quote, word } from "./shell.ts";

type Request = Extract<ExchangeReport["request"], { kind: "http" }>;

/** Splits a redacted text at its labels, each of which becomes a variable. */
export type Split = (text: string) => readonly Part[];

/**
 * A redacted request over HTTP as a `curl` command that sends the same, or why there is none.
 *
 * @param caFile the authority of a private PKI, as the shell finds it
 */
export function curl(request: Request, split: Split, caFile?: string): { command: string } | { because: string } {
  const { method, url, headers, body } = request;
  const because = unspeakable(request, split);
  if (because !== undefined) return { because };
  const sent = body === undefined ? undefined : (isForm(request) && formData(body, split)) || asData(body, split);
  const options = [
    "curl -i --http1.1 --path-as-is",
    ...(caFile === undefined ? [] : [`--cacert ${quote(caFile)}`]),
    ...methodOption(method, body !== undefined),
    ...fieldsOf(url, headers).map((row) => fieldOption(row, split)),
    // Where the request has none, curl would add one of its own.
    ...(body === undefined || hasType(headers) ? [] : ["-H 'Content-Type:'"]),
    ...(sent?.options ?? []),
    ...address(url, split),
  ];
  return { command: (sent?.pipe ?? "") + options.join(" ") };
}

function isMasked(text: string): boolean {
  return /‹\d+ characters that look like a token›/.test(text);
}

/** Why a request cannot be sent as the report has it. */
function unspeakable({ method, url, headers, body }: Request, split: Split): string | undefined {
  if ([url, ...headers.flat(), body ?? ""].some(isMasked))
    return "it holds what looks like a token, which is not shown";
  const isHidden = headers.some(
    ([name, value]) => /\bBasic +base64\(/i.test(value) && userOf(name, value) === undefined,
  );
  if (isHidden) return "it holds credentials in base64, where no variable can stand";
  if (headers.some(([name]) => name.toLowerCase() === "transfer-encoding")) return "curl would put its body in chunks";
  if (body === undefined) return undefined;
  if (isCut(body)) return "its body is too long to be shown";
  const hasSecret = split(body).some((part) => "variable" in part);
  if (body.startsWith(BYTES) && hasSecret) return "its body is bytes with a secret in them";
  return method === "HEAD" ? "curl sends no body with HEAD" : undefined;
}

/** What curl makes HTTP Basic of. */
function userOf(name: string, value: string): string | undefined {
  return name.toLowerCase() === "authorization" ? shownBasic(value) : undefined;
}

function methodOption(method: string, hasBody: boolean): string[] {
  if (method === "HEAD") return ["--head"];
  return method === (hasBody ? "POST" : "GET") ? [] : [`-X ${quote(method)}`];
}

function hasType(headers: Request["headers"]): boolean {
  return headers.some(([name]) => name.toLowerCase() === "content-type");
}

/** Fields of one option: curl drops a second Host, unless it stands behind another field in the same text. */
function fieldOption(row: readonly Header[], split: Split): string {
  const [[name, value] = ["", ""], ...more] = row;
  if (more.length === 0) return field(name, value, split);
  const lines = row.flatMap(([name, value], index) => [
    { text: `${index === 0 ? "" : "\r\n"}${name}: ` },
    ...split(value),
  ]);
  return `-H ${asArgument(lines)}`;
}

function field(name: string, value: string, split: Split): string {
  const user = userOf(name, value);
  if (user !== undefined) return `-u ${isPlain(user) ? word(split(user)) : `"$(${printf(split(user), "utf8")})"`}`;
  if (value === LEFT_OUT) return `-H ${quote(`${name}:`)}`;
  // To curl, a field without a value is one to leave out; with a semicolon it is one that is empty.
  return `-H ${asArgument([{ text: value.trim() === "" ? `${name};` : `${name}: ` }, ...split(value.trim() && value)])}`;
}

/** An argument in the bytes that the suite sends for fields and paths: one for each character. */
function asArgument(parts: readonly Part[]): string {
  const isAscii = parts.every((part) => "variable" in part || (isPlain(part.text) && !/[^ -~]/.test(part.text)));
  return isAscii ? word(parts) : `"$(${printf(parts, "latin1")})"`;
}

/** The body as an argument, or through a pipe where it has line breaks, control characters, or no characters at all. */
function asData(body: string, split: Split): Data {
  const fromPipe = ["--data-binary @-"];
  if (body.startsWith(BYTES)) {
    return { pipe: `printf %s ${quote(body.slice(BYTES.length))} | base64 -d | `, options: fromPipe };
  }
  const parts = split(body);
  // To curl, an @ in front is a file.
  const isArgument = isPlain(body) && !body.startsWith("@") && body.isWellFormed();
  if (!isArgument) return { pipe: `${printf(parts, "utf8")} | `, options: fromPipe };
  return { options: [`--data-binary ${word(parts)}`] };
}

/** The address; where a URL cannot hold the path as it was sent, the path apart from it. */
function address(url: string, split: Split): string[] {
  const slash = url.indexOf("/", url.indexOf("//") + 2);
  const [origin, path] = slash < 0 ? [url, "/"] : [url.slice(0, slash), url.slice(slash)];
  const parts = split(path);
  const literal = parts.map((part) => ("text" in part ? part.text : "")).join("");
  if (/[^!-~]|#/.test(literal)) return [`--request-target ${asArgument(parts)}`, quote(`${origin}/`)];
  return [...(/[[\]{}]/.test(literal) ? ["--globoff"] : []), asArgument([{ text: origin }, ...parts])];
}
