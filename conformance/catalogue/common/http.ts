import type { Session } from "../../engine/session.ts";
import { describe, expecting, expectThat } from "../../kit/expect.ts";
import { fields, mapAuthorization, withMethod } from "../../kit/http.ts";
import { checkFor } from "../../model/check.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { Face } from "./face.ts";

/** Checks of Common.Http. */
export function http<S extends Session>(face: Face<S>) {
  const check = checkFor<S>();

  const status = (expected: number) => (exchange: Exchange) =>
    expectThat(exchange.response?.status === expected, exchange.step, String(expected), describe(exchange));

  const wrongMethod = async (session: S) => ({
    attempt: await face.login(session, { ...session.account }, { request: withMethod("DELETE") }),
    control: await face.rightLogin(session),
  });
  const loggedIn = (evidence: { control: Exchange }) => expecting(evidence.control, face.loggedIn);

  /** The resource with a good token, and again with the Authorization field spelt otherwise. */
  const spelt = (rewrite: (value: string) => string | readonly string[], ...outcomes: readonly string[]) =>
    check({
      act: async (session) => {
        const token = await face.access(session, session.account);
        return {
          control: await face.resource(session, token),
          attempt: await face.resource(session, token, { request: mapAuthorization(rewrite) }),
        };
      },
      control: ({ control }) => expecting(control, face.authorized),
      judge: ({ attempt }) => expecting(attempt, ...outcomes),
    });

  return {
    "unknown-path-is-404": {
      "unknown-path": check({
        act: async (session) => ({
          attempt: await face.http(session).send("GET", `/authmark-${session.random.below(1e9)}`),
          control: await face.rightLogin(session),
        }),
        control: loggedIn,
        judge: ({ attempt }) => status(404)(attempt),
      }),
    },
    "wrong-method-is-405": {
      "wrong-method": check({ act: wrongMethod, control: loggedIn, judge: ({ attempt }) => status(405)(attempt) }),
    },
    "405-carries-allow": {
      "wrong-method": check({
        act: wrongMethod,
        control: loggedIn,
        judge: ({ attempt }) => {
          const fine = attempt.response?.status !== 405 || fields(attempt, "allow").length > 0;
          return expectThat(fine, attempt.step, "the field Allow", "a 405 without it");
        },
      }),
    },
    "scheme-is-matched-without-case": {
      "lower-case": spelt((value) => value.replace(/^\w+/, (scheme) => scheme.toLowerCase()), face.authorized),
      "mixed-case": spelt((value) => value.replace(/^\w+/, alternating), face.authorized),
    },
    "blanks-around-the-token-are-accepted": {
      "several-spaces": spelt((value) => value.replace(" ", "   "), face.authorized),
      "blanks-behind": spelt((value) => `${value}  `, face.authorized),
    },
    "two-authorization-fields-are-refused": {
      "repeated-token-field": spelt((value) => [value, "Bearer garbage"], "refused", ...face.unauthorized),
    },
  };
}

function alternating(text: string): string {
  return Array.from(text, (letter, index) => (index % 2 ? letter.toUpperCase() : letter.toLowerCase())).join("");
}
