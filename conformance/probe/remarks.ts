import type { Place } from "../model/wire.ts";
import { placeText } from "../targets/wire/place-text.ts";
import type { Found, Remark } from "./found.ts";

/** Says of each part of a session how it was found, or what is to be given where it was not. */
export function remarksOn({ login, session, refresh, logout, there }: Omit<Found, "remarks">): Remark[] {
  if (!login) return [];
  const { tokens } = login;
  const { access, refresh: token, accessExpiresIn, refreshExpiresIn, unclear } = tokens;
  const places = [`access at ${placeText(access.place)}`, ...(token ? [`refresh at ${placeText(token.place)}`] : [])];
  return [
    { about: "tokens", found: true, text: places.join(", ") },
    lifetime("access", accessExpiresIn, unclear?.access, session?.expiresIn),
    ...(token ? [lifetime("refresh", refreshExpiresIn, unclear?.refresh)] : []),
    session ? remark("session", sessionText(session)) : missing("session", SESSION),
    ...(refresh
      ? [remark("refresh", `${asked(refresh.spelling)}${refresh.rotates ? "" : "; it gives no other refresh token"}`)]
      : [
          missing(
            "refresh",
            token ? (there?.refresh ? `${there.refresh}; ${MORE} wire.refresh` : REFRESH) : NO_REFRESH_TOKEN,
          ),
        ]),
    logout
      ? remark("logout", `${asked(logout.spelling)}; ${endedText(logout.ended)}`)
      : missing("logout", there?.logout ? `${there.logout}; ${MORE} wire.logout` : LOGOUT),
  ];
}

const SESSION = "nothing says whose an access token is: give wire.session, a resource that needs one";
const REFRESH = "no common path takes the refresh token: give wire.refresh";
const NO_REFRESH_TOKEN = "the login gives no refresh token: give wire.refresh if there is one";
const MORE = "it may be it, and ask for something else: give";
const LOGOUT = "no common path is one: give wire.logout if there is one";

/**
 * @param unclear where a number is that may mean seconds or milliseconds
 * @param left where the resource tells how much is left of it
 */
function lifetime(name: "access" | "refresh", place: Place | undefined, unclear?: string, left?: Place): Remark {
  if (place) return remark("lifetimes", `${name} tokens: ${placeText(place)}, ${UNITS[place.as ?? "seconds"]}`);
  if (unclear !== undefined) {
    const doubt = `${unclear} may be seconds or milliseconds, so it does not tell how long ${name} tokens live`;
    return missing("lifetimes", `${doubt}: give lifetimes.${name}`);
  }
  const who = left ? `the login does not tell, only the session does (${placeText(left)}),` : "nothing tells";
  return missing("lifetimes", `${who} how long ${name} tokens live: give lifetimes.${name}`);
}

const UNITS: Readonly<Record<NonNullable<Place["as"]>, string>> = {
  seconds: "taken for seconds",
  milliseconds: "taken for milliseconds",
  "epoch-seconds": "in seconds since 1970",
  "epoch-milliseconds": "in milliseconds since 1970",
  iso8601: "a date",
  jwt: "the exp of the JWT",
  "max-age": "the Max-Age of the cookie",
};

function sessionText({ spelling, identity, outcomes }: NonNullable<Found["session"]>): string {
  const lenient = [outcomes?.["unauthorized"]?.status].flat().some((status) => status?.startsWith("2"));
  const beside = lenient ? "; it answers garbage with a success, where 401 is required" : "";
  if (!identity) return `${asked(spelling)}; it does not say who the user is${beside}`;
  const other = identity.value === undefined ? "" : `, where it is ${identity.value}`;
  return `${asked(spelling)}; the user is at ${identity.at}${other}${beside}`;
}

function endedText(ended: readonly string[]): string {
  return ended.length > 0 ? `it ends the ${ended.join(" and the ")} token` : "it ends neither token";
}

function asked({ method, path }: { readonly method: string; readonly path: string }): string {
  return `${method} ${path}`;
}

function remark(about: Remark["about"], text: string): Remark {
  return { about, found: true, text };
}

function missing(about: Remark["about"], text: string): Remark {
  return { about, found: false, text };
}
