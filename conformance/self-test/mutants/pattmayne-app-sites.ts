import { type AppMutants, LOGOUT, taking } from "./pattmayne-app-parts.ts";
import { posted, withFields, without } from "./requests.ts";

const originOf = (request: Request) => request.headers.get("origin");
const ownOrigin = ({ url }: Request) => new URL(url).origin;

/** Client apps that let the page of another site log their users out, or not even their own. */
export const sites = {
  "a client app that lets pages of every site log its users out": () => unless(() => true),
  "a client app that takes the origin null for none": () => unless((origin) => origin === "null"),
  "a client app that compares the beginning of an origin": () => unless((origin, own) => origin.startsWith(own)),
  "a client app that compares the end of an origin": () => unless((origin, own) => origin.endsWith(new URL(own).host)),
  "a client app that lets pages of its host at any port log its users out": () =>
    unless((origin, own) => URL.parse(origin)?.hostname === new URL(own).hostname),
  "a client app that takes its own origin for a foreign one": () =>
    taking(LOGOUT, (request) =>
      originOf(request) === ownOrigin(request)
        ? withFields(request, (fields) => fields.set("origin", "https://elsewhere.example"))
        : request,
    ),
  "a client app that takes a form for JSON": () =>
    taking(LOGOUT, (request) =>
      request.headers.get("content-type")?.includes("form") ? posted(request, "{}") : request,
    ),
  "a client app that reads JSON of any media type": () =>
    taking(LOGOUT, (request) => withFields(request, (fields) => fields.set("content-type", "application/json"))),
  "a client app that logs out by GET": () =>
    taking(LOGOUT, (request) => (request.method === "GET" ? posted(request, "{}") : request)),
} satisfies AppMutants;

/** A client app that does not look at an origin where `is` is true of it and of its own. */
function unless(is: (origin: string, own: string) => boolean) {
  return taking(LOGOUT, (request) => {
    const origin = originOf(request);
    return origin !== null && is(origin, ownOrigin(request)) ? without(request, "origin", "sec-fetch-site") : request;
  });
}
