import type { Session } from "../../engine/session.ts";
import { describe, expectThat } from "../../kit/expect.ts";
import { checkFor } from "../../model/check.ts";
import type { CommonChecks } from "../catalogue.ts";
import type { Circumstance } from "../circumstances.ts";
import type { Face } from "./face.ts";

/** Checks of Common.Tls: a client that offers old versions alone. */
export function tls<S extends Session, At extends Circumstance>(face: Face<S, At>) {
  const check = checkFor<S>();
  return {
    "old-tls-is-refused": {
      "tls-1-1-at-most": check({
        needs: ["tls"],
        act: async (session) => ({
          attempt: await face.whoAmI(session, undefined, { exactly: { newestTls: "TLSv1.1" }, mayClose: true }),
          control: await face.whoAmI(session, undefined, { exactly: {} }),
        }),
        control: ({ control }) =>
          expectThat(control.response !== undefined, control.step, "an answer", describe(control)),
        judge: ({ attempt }) =>
          expectThat(attempt.response === undefined, attempt.step, "no connection", describe(attempt)),
      }),
    },
  } satisfies CommonChecks<S>;
}
