import type { Session } from "../../engine/session.ts";
import { expecting } from "../../kit/expect.ts";
import { checkFor } from "../../model/check.ts";
import type { Face } from "./face.ts";

/** Checks of Common.State. */
export function state<S extends Session>(face: Face<S>) {
  const check = checkFor<S>();
  return {
    "authentication-is-not-sticky": {
      "on-one-connection": check({
        act: async (session) => {
          const token = await face.access(session, session.account);
          const on = face.http(session).connect();
          return {
            control: await face.resource(session, token, { on }),
            without: await face.resource(session, undefined, { on }),
            garbage: await face.resource(session, "garbage", { on }),
          };
        },
        control: ({ control }) => expecting(control, face.authorized),
        judge: ({ without, garbage }) => [
          ...expecting(without, "refused", ...face.unauthorized),
          ...expecting(garbage, "refused", ...face.unauthorized),
        ],
      }),
    },
  };
}
