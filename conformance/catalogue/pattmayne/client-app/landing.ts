import { describe, expectThat } from "../../../kit/expect.ts";
import { fields, withQuery } from "../../../kit/http.ts";
import { checkFor } from "../../../model/check.ts";
import type { Exchange, HttpRequest } from "../../../model/exchange.ts";
import type { Finding } from "../../../model/verdict.ts";
import type { Catalogue } from "../../catalogue.ts";
import { numbered } from "../../common/parallel.ts";
import { succeed } from "../outcomes.ts";
import { logIn } from "./callback.ts";
import type { AppSession } from "./client.ts";
import { FORWARDED, NAMED_PLACES } from "./foreign-places.ts";
import { toldBy } from "./witness.ts";

const check = checkFor<AppSession>();

/** A callback that says where to go on; it goes on where one does that says nothing. */
const staysAtHome = (request: (request: HttpRequest) => HttpRequest) =>
  check({
    act: async (session) => {
      const { callback: control } = await logIn(session);
      const { begin, callback } = await logIn(session, request);
      return { control, begin, callback };
    },
    control: ({ control }) => succeed(control),
    judge: ({ control, callback }) => {
      const own = [originOf(control), new URL("url" in control.request ? control.request.url : "").origin];
      const landing = originOf(callback);
      return expectThat(landing === "" || own.includes(landing), callback.step, own.join(" or "), landing);
    },
  });

/** Checks of where a callback leads. */
export const landings = {
  "pattmayne.app-callback-leaves-the-code-behind": {
    "fresh-login": check({
      act: async (session) => {
        const { begin, callback } = await logIn(session);
        return { begin, callback, ...numbered("asked", session.auth.asked("verifyAuthCode")) };
      },
      control: ({ begin }) => succeed(begin),
      judge: ({ begin: _, callback, ...asked }) => [
        ...succeed(callback),
        ...carriesNothing(
          callback,
          Object.values<Exchange>(asked).map((each) => toldBy(each, "refresh_token")),
        ),
      ],
    }),
    "refused-code": check({
      act: async ({ app, auth }) => {
        const { from, state, stateCookie } = app.begun(await app.begin());
        return { begin: from, callback: await app.callback({ code: auth.badCode(), state, stateCookie }) };
      },
      control: ({ begin }) => succeed(begin),
      judge: ({ callback }) => carriesNothing(callback),
    }),
  },
  "pattmayne.app-callback-stays-at-home": {
    "forwarded-from-another-host": staysAtHome(FORWARDED),
    "parameters-that-name-another-place": staysAtHome(withQuery(NAMED_PLACES)),
    "parameters-that-name-another-host": staysAtHome(
      withQuery(
        Object.fromEntries(Object.entries(NAMED_PLACES).map(([name, url]) => [name, url.replace("https:", "")])),
      ),
    ),
  },
} as const satisfies Partial<Catalogue<"pattmayne", AppSession, "client-app">>;

/** The origin to which a redirect leads; empty where there is none. */
function originOf({ taken, request }: Exchange): string {
  const uri = taken["landingUri"];
  if (typeof uri !== "string" || !("url" in request)) return "";
  return URL.canParse(uri, request.url) ? new URL(uri, request.url).origin : uri;
}

/** Finds fault with an answer that leads to a URL in which a code, a state or a token is. */
function carriesNothing(callback: Exchange, tokens: readonly unknown[] = []): readonly Finding[] {
  const { sent, taken, step } = callback;
  const secrets = Object.entries({ code: sent["code"], state: sent["state"], ...taken, token: tokens[0] }).filter(
    ([role]) => role !== "landingUri" && role !== "accessExpiresIn",
  );
  const urls = ["location", "refresh", "content-location"].flatMap((name) => fields(callback, name)).join("\n");
  return secrets.flatMap(([role, secret]) => {
    const isThere = typeof secret === "string" && secret.length > 7 && decoded(urls).includes(secret);
    return expectThat(!isThere, step, `no ${role} in the URL that it leads to`, describe(callback));
  });
}

function decoded(text: string): string {
  try {
    return `${text}\n${decodeURIComponent(text)}`;
  } catch {
    return text;
  }
}
