import type { Session } from "../../engine/session.ts";
import { expecting, expectSame } from "../../kit/expect.ts";
import { cookiesOf, withHeader } from "../../kit/http.ts";
import { checkFor } from "../../model/check.ts";
import type { CommonChecks } from "../catalogue.ts";
import type { Circumstance } from "../circumstances.ts";
import { atEach, type Face } from "./face.ts";

/** Checks of Common.State: no request is authenticated by an earlier one. */
export function state<S extends Session, At extends Circumstance>(face: Face<S, At>) {
  const check = checkFor<S>();
  const refused = ["refused", ...face.unauthorized];
  return {
    "authentication-is-not-sticky": {
      ...atEach(face.resources, (resource) =>
        check({
          act: async (session) => {
            const token = await face.access(session, session.account);
            const on = face.http(session).connect();
            return {
              control: await resource(session, token, { on }),
              again: await resource(session, token, { on }),
              without: await resource(session, undefined, { on }),
              garbage: await resource(session, "garbage", { on }),
            };
          },
          control: ({ control }) => expecting(control, ...face.authorized),
          judge: ({ without, garbage }) => [...expecting(without, ...refused), ...expecting(garbage, ...refused)],
        }),
      ),
      "cookies-of-the-login": check({
        act: async (session) => {
          const login = await face.rightLogin(session);
          const token = await face.access(session, session.account);
          const control = await face.whoAmI(session, token);
          const cookies = [login, control]
            .map(cookiesOf)
            .filter((cookie) => cookie !== "")
            .join("; ");
          const request = withHeader("cookie", cookies || "session=none");
          return { login, control, attempt: await face.whoAmI(session, undefined, { request }) };
        },
        control: ({ control }) => expecting(control, ...face.authorized),
        judge: ({ attempt }) => expecting(attempt, ...refused),
      }),
      "two-users": check({
        needs: ["second-account"],
        act: async (session) => {
          const { account, other } = session;
          const [mine, theirs] = [await face.access(session, account), await face.access(session, other)];
          const control = await face.whoAmI(session, theirs);
          const on = face.http(session).connect();
          const first = await face.whoAmI(session, mine, { on });
          return { control, first, second: await face.whoAmI(session, theirs, { on }) };
        },
        control: ({ control }) => expecting(control, ...face.authorized),
        judge: ({ control, second }) => expectSame(second, "username", control.taken["username"]),
      }),
    },
  } satisfies CommonChecks<S>;
}
