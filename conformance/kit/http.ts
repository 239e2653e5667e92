import type { Body, Exchange, HttpRequest, HttpResponse } from "../model/exchange.ts";

/** The response of an exchange over HTTP; nothing where none came. */
export function httpResponse({ response }: Pick<Exchange, "response">): HttpResponse | undefined {
  return response?.kind === "http" ? response : undefined;
}

/** The request of an exchange over HTTP. */
export function httpRequest({ request }: Pick<Exchange, "request">): HttpRequest {
  if (request.kind !== "http") throw new Error("A judge of HTTP looks at an exchange over another transport.");
  return request;
}

/** The status of the response; nothing where none came. */
export function statusOf(exchange: Pick<Exchange, "response">): number | undefined {
  return httpResponse(exchange)?.status;
}

/** The request with each Authorization field rewritten; a list in place of one field makes several. */
export function mapAuthorization(rewrite: (value: string) => string | readonly string[]) {
  return (request: HttpRequest): HttpRequest => ({
    ...request,
    headers: request.headers.flatMap(([name, value]) =>
      name.toLowerCase() === "authorization"
        ? [rewrite(value)].flat().map((rewritten) => [name, rewritten] as const)
        : [[name, value] as const],
    ),
  });
}

/** The bytes of a body: of a text, in UTF-8. */
export function bytesOf(body: Body): Buffer {
  return typeof body === "string" ? Buffer.from(body, "utf8") : Buffer.from(body.base64, "base64");
}

/** The request with another body. */
export function withBody(body: Body) {
  return (request: HttpRequest): HttpRequest => ({ ...request, body });
}

/** The request with another media type, and the same body. */
export function withContentType(type: string) {
  return (request: HttpRequest): HttpRequest => ({
    ...request,
    headers: request.headers.map(([name, value]) => [name, name.toLowerCase() === "content-type" ? type : value]),
  });
}

/** The request with another method, and without a body. */
export function withMethod(method: string) {
  return ({ body: _, ...request }: HttpRequest): HttpRequest => ({
    ...request,
    method,
    headers: request.headers.filter(([name]) => name.toLowerCase() !== "content-type"),
  });
}

/** The request with one more field. */
export function withHeader(name: string, value: string) {
  return (request: HttpRequest): HttpRequest => ({ ...request, headers: [...request.headers, [name, value]] });
}

/** The request without the fields of a name. */
export function dropHeader(name: string) {
  return (request: HttpRequest): HttpRequest => ({
    ...request,
    headers: request.headers.filter(([field]) => field.toLowerCase() !== name),
  });
}

/** The request with the fields of a name under another one. */
export function renameHeader(name: string, to: string) {
  return (request: HttpRequest): HttpRequest => ({
    ...request,
    headers: request.headers.map(([field, value]) => [field.toLowerCase() === name ? to : field, value]),
  });
}

/** The request to another origin, with its path as it is. */
export function atOrigin(url: string) {
  const { origin } = new URL(url);
  return (request: HttpRequest): HttpRequest => ({
    ...request,
    url: origin + request.url.slice(new URL(request.url).origin.length),
  });
}

/** The request with its path spelt otherwise. */
export function mapPath(respell: (path: string) => string) {
  return (request: HttpRequest): HttpRequest => {
    const start = request.url.indexOf("/", request.url.indexOf("//") + 2);
    const query = request.url.indexOf("?", start);
    const end = query < 0 ? request.url.length : query;
    return {
      ...request,
      url: request.url.slice(0, start) + respell(request.url.slice(start, end)) + request.url.slice(end),
    };
  };
}

/** The request with more parameters in its query. */
export function withQuery(parameters: Readonly<Record<string, string>>) {
  return (request: HttpRequest): HttpRequest => {
    const url = new URL(request.url);
    for (const [name, value] of Object.entries(parameters)) url.searchParams.append(name, value);
    return { ...request, url: url.href };
  };
}

/** The values of a response's fields of one name, in any case. */
export function fields(exchange: Exchange, name: string): string[] {
  return (httpResponse(exchange)?.headers ?? [])
    .filter(([field]) => field.toLowerCase() === name)
    .map(([, value]) => value);
}

/** Everything that a response says: its fields and its body. */
export function everythingSaid(exchange: Exchange): string {
  const response = httpResponse(exchange);
  return [...(response?.headers ?? []).map(([name, value]) => `${name}: ${value}`), response?.body ?? ""].join("\n");
}

/** What a response's cookies would make a client send, but for those that carry one of these tokens. */
export function cookiesOf(exchange: Exchange, tokens: readonly string[] = []): string {
  const spellings = tokens.flatMap((token) => [token, encodeURIComponent(token)]);
  return fields(exchange, "set-cookie")
    .map((cookie) => cookie.split(";")[0] ?? "")
    .filter((cookie) => !spellings.some((token) => cookie.includes(token)))
    .join("; ");
}
