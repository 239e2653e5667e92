import { expectSame, expectThat } from "../../../kit/expect.ts";
import { withHeader, withQuery } from "../../../kit/http.ts";
import { constantPositions, decoded, drawnPart } from "../../../kit/tokens.ts";
import { checkFor } from "../../../model/check.ts";
import type { Exchange, HttpRequest } from "../../../model/exchange.ts";
import type { Finding } from "../../../model/verdict.ts";
import type { Catalogue } from "../../catalogue.ts";
import { numbered } from "../../common/parallel.ts";
import { succeed } from "../outcomes.ts";
import type { AppSession } from "./client.ts";
import { FORWARDED, NAMED_PLACES, PLACE } from "./foreign-places.ts";
import { asked } from "./witness.ts";

const check = checkFor<AppSession>();

/** From so many states on, no byte is the same in all of them by chance. */
const SAMPLE = 9;
const LEAST_BYTES = 16;

/** A login begins where it always does, or not at all, whatever the request says. */
const goesWhereItAlwaysGoes = (request: (request: HttpRequest) => HttpRequest, exactly = false) =>
  check({
    act: async ({ app }) => ({
      control: await app.begin(),
      attempt: await app.begin({ request, mayClose: true, ...(exactly && { exactly: {} }) }),
    }),
    control: ({ control }) => succeed(control),
    judge: ({ control, attempt }) => {
      const [expected, actual] = [control, attempt].map(({ taken }) => String(taken["loginUri"] ?? ""));
      if (actual === undefined || actual === "") return [];
      const fine = placeIn(actual) === placeIn(expected ?? "") && !decodeURI(actual).includes(PLACE);
      return expectThat(fine, attempt.step, `a login at ${placeIn(expected ?? "")}`, actual);
    },
  });

/** Checks of how a login begins at a client app. */
export const beginnings = {
  "pattmayne.app-login-goes-to-the-auth-app": {
    "fresh-login": check({
      act: async ({ app, auth }) => {
        const begin = await app.begin();
        const { state, stateCookie } = begin.taken;
        const callback = await app.callback({ code: auth.code(auth.newUser()), state, stateCookie });
        return { begin, callback, ...numbered("asked", auth.asked("verifyAuthCode")) };
      },
      // By the name that it has there it redeems codes.
      control: ({ begin, callback }) => (begin.outcome === "success" ? succeed(callback) : []),
      judge: ({ begin, callback: _, ...others }) => {
        const uri = String(begin.taken["loginUri"] ?? "");
        const [redemption] = asked(others);
        return [
          ...succeed(begin),
          ...expectThat(/^https?:\/\//.test(uri), begin.step, "the URL of the auth app", uri || "none"),
          ...(redemption ? expectSame(begin, "clientId", redemption.sent["clientId"]) : []),
        ];
      },
    }),
  },
  "pattmayne.app-login-ignores-the-request": {
    "forwarded-from-another-host": goesWhereItAlwaysGoes(FORWARDED),
    "asked-for-by-another-host": goesWhereItAlwaysGoes(
      (request) => ({
        ...request,
        headers: request.headers.map(([name, value]) => [name, name.toLowerCase() === "host" ? PLACE : value]),
      }),
      true,
    ),
    "referred-from-another-place": goesWhereItAlwaysGoes((request) =>
      withHeader("referer", `https://${PLACE}/`)(withHeader("origin", `https://${PLACE}`)(request)),
    ),
    "parameters-that-name-another-place": goesWhereItAlwaysGoes(withQuery(NAMED_PLACES)),
  },
  "pattmayne.app-login-carries-a-state": {
    "several-beginnings": check({
      act: async ({ app }) => {
        const all: Exchange[] = [];
        for (let count = 0; count < SAMPLE; count++) all.push(await app.begin());
        return numbered("begin", all);
      },
      control: (evidence) => succeed(...Object.values(evidence)),
      judge: (evidence) => [...haveStates(Object.values(evidence))],
    }),
  },
} as const satisfies Partial<Catalogue<"pattmayne", AppSession, "client-app">>;

/** A URL without its query. */
function placeIn(url: string): string {
  return url.split(/[?#]/)[0] ?? "";
}

/** Finds fault with a login without a state, with one that comes twice, and with states of too few bytes. */
function haveStates(begins: readonly Exchange[]): readonly Finding[] {
  const states = begins.map(({ taken }) => taken["state"]);
  const without = begins.filter((_, index) => typeof states[index] !== "string" || states[index] === "");
  if (without.length > 0) return without.flatMap(({ step }) => expectThat(false, step, "a state", "none"));
  const bytes = states.map((state) => decoded(drawnPart(String(state))));
  const shortest = Math.min(...bytes.map(({ length }) => length));
  const drawn = shortest - constantPositions(bytes).length;
  const step = begins.at(-1)?.step ?? "begin";
  return [
    ...begins.flatMap(({ step: at }, index) => {
      const first = states.indexOf(states[index]);
      return expectThat(first === index, at, "a state of its own", `the state of ${begins[first]?.step}`);
    }),
    ...expectThat(drawn >= LEAST_BYTES, step, `states that differ in ${LEAST_BYTES} bytes or more`, `${drawn} bytes`),
  ];
}
