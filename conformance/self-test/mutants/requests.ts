/** The path that a request asks for. */
export const pathOf = ({ url }: Request): string => new URL(url).pathname;

/** The request with its fields changed in place. */
export function withFields(request: Request, change: (fields: Headers) => void): Request {
  const headers = new Headers(request.headers);
  change(headers);
  return new Request(request, { headers });
}

/** The request without some of its fields. */
export function without(request: Request, ...names: readonly string[]): Request {
  return withFields(request, (fields) => {
    for (const name of names) fields.delete(name);
  });
}

/** A request by POST in the place of another one, with the same fields. */
export function posted({ url, headers }: Request, body: string): Request {
  const fields = new Headers(headers);
  fields.set("content-type", "application/json");
  return new Request(url, { method: "POST", headers: fields, body });
}

/** The value of a request's cookie: the first of those by the name. */
export function cookieIn(request: Request, name: string): string | undefined {
  const pairs = (request.headers.get("cookie") ?? "").split(";").map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}

/** The request with other cookies. */
export function withCookies(request: Request, cookie: string): Request {
  return withFields(request, (fields) => fields.set("cookie", cookie));
}
