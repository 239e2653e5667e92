import type { Session } from "../../engine/session.ts";
import { expecting, expectSame } from "../../kit/expect.ts";
import { cookiesOf, withHeader } from "../../kit/http.ts";
import { isText } from "../../kit/prepared.ts";
import { checkFor } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { CommonChecks } from "../catalogue.ts";
import type { Circumstance } from "../circumstances.ts";
import { atEach, type Face } from "./face.ts";
import { numbered } from "./parallel.ts";

/** As many as the smallest of the usual buffers holds. */
const PIPELINED = 10;

/** Checks of Common.State: no request is authenticated by an earlier one. */
export function state<S extends Session, At extends Circumstance>(face: Face<S, At>) {
  const check = checkFor<S>();
  const refused = [...face.refused, ...face.unauthorized];
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
        needs: ["header-tokens"],
        act: async (session) => {
          const login = await face.rightLogin(session);
          const token = await face.access(session, session.account);
          const control = await face.whoAmI(session, token);
          // A cookie that carries a token is no memory of a login.
          const given = face.secretRoles.flatMap((role) => login.taken[role] ?? []).filter(isText);
          const cookies = [login, control]
            .map((exchange) => cookiesOf(exchange, [token, ...given]))
            .filter((cookie) => cookie !== "")
            .join("; ");
          const request = withHeader("cookie", cookies || "session=none");
          return { login, control, attempt: await face.whoAmI(session, undefined, { request }) };
        },
        control: ({ control }) => expecting(control, ...face.authorized),
        judge: ({ attempt }) => expecting(attempt, ...refused),
      }),
      "wrong-password-after-a-login": check({
        act: async (session) => {
          const { account } = session;
          const on = face.http(session).connect();
          return {
            control: await face.login(session, { ...account }, { on }),
            without: await face.whoAmI(session, undefined, { on }),
            attempt: await face.login(session, { ...account, password: `not ${account.password}` }, { on }),
          };
        },
        control: ({ control }) => expecting(control, face.loggedIn),
        judge: ({ without, attempt }) => [
          ...expecting(without, ...refused),
          ...expecting(attempt, ...face.refused, ...face.wrongCredentials),
        ],
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
    "pipelined-requests-keep-their-users": {
      "two-users": check({
        needs: ["second-account"],
        act: async (session): Promise<Evidence & { control: Exchange; their: Exchange }> => {
          const { account, other } = session;
          const [mine, theirs] = [await face.access(session, account), await face.access(session, other)];
          const control = await face.whoAmI(session, mine);
          const their = await face.whoAmI(session, theirs);
          const on = face.http(session).connect(PIPELINED);
          const tokens = Array.from({ length: PIPELINED }, (_, index) => [mine, theirs, undefined][index % 3]);
          const answers = await Promise.all(tokens.map((token) => face.whoAmI(session, token, { on, mayClose: true })));
          return { ...numbered("pipelined", answers), control, their };
        },
        control: ({ control, their }) => [
          ...expecting(control, ...face.authorized),
          ...expecting(their, ...face.authorized),
        ],
        judge: ({ control, their, ...answers }) =>
          // A server may close the connection after an answer; those behind it are then not answered at all.
          Object.values(answers).flatMap((answer, index) => {
            const own = [control, their][index % 3]?.taken["username"];
            return face.authorized.includes(answer.outcome) ? expectSame(answer, "username", own) : [];
          }),
      }),
    },
  } satisfies CommonChecks<S>;
}

/** The same for a protocol whose tokens are cookies, whoever serves it: what a login sets is the token itself. */
export function stateInCookies<S extends Session, At extends Circumstance>(face: Face<S, At>) {
  const { "authentication-is-not-sticky": sticky, ...others } = state(face);
  const { "cookies-of-the-login": _, ...notSticky } = sticky;
  return { ...others, "authentication-is-not-sticky": notSticky };
}
