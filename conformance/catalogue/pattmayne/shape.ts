import { Failure, LoggedIn, NewRefreshToken, RefreshCheck, VerifiedUser } from "@authmark/protocols/pattmayne/schemas";
import { describe, expectThat } from "../../kit/expect.ts";
import { fields, httpResponse } from "../../kit/http.ts";
import { parseJson, valueAt } from "../../kit/json-pointer.ts";
import { checkFor } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import { NOBODY } from "./acting-operator.ts";
import type { AuthSession } from "./client.ts";
import { passwordOf } from "./credentials.ts";

const check = checkFor<AuthSession>();
const needs = ["default-wire"] as const;

/** What is declared of answers that clients read; a user may be numbered by a text. */
const BODIES: Readonly<Record<string, { safeParse(body: unknown): { success: boolean } }>> = {
  login: LoggedIn,
  register: LoggedIn,
  verifyAuthCode: VerifiedUser.omit({ user_id: true }),
  checkRefresh: RefreshCheck,
  extRefresh: NewRefreshToken,
};

/** Checks of how the interface spells its answers: only where a target speaks the protocol's own wire. */
export const shape = {
  "pattmayne.responses-have-the-declared-shape": {
    "fresh-login": check({
      needs,
      act: async ({ pm, account }) => ({ login: await pm.sharedLogin(account) }),
      judge: ({ login }) => hasItsShape(login),
    }),
    "login-at-a-client": check({
      needs: [...needs, "client", "disposable-account"],
      act: async ({ pm }) => {
        // Another check's login at that client would end the token.
        const [user, client] = [await pm.lend(), await pm.client()];
        const login = await pm.login({ ...passwordOf(user.account), clientId: client.clientId });
        const redemption = await pm.verifyAuthCode(client, login.taken["code"]);
        const { userId, refreshToken } = redemption.taken;
        const valid = await pm.checkRefresh(client, { userId, refreshToken });
        const exchange = await pm.extRefresh(client, { userId, refreshToken });
        pm.leave(user);
        return { login, redemption, valid, exchange };
      },
      judge: ({ login, redemption, valid, exchange }) => {
        const userId = redemption.taken["userId"];
        const fine = ["string", "number"].includes(typeof userId);
        return [
          ...[login, redemption, valid, exchange].flatMap(hasItsShape),
          ...expectThat(fine, redemption.step, "a user_id", typeof userId),
        ];
      },
    }),
    "new-account": check({
      needs: [...needs, "registration"],
      act: async ({ pm }) => ({ creation: await pm.register(pm.newAccount()) }),
      judge: ({ creation }) => hasItsShape(creation),
    }),
    "wrong-password": refusals((session) => [
      ({ pm, account: { username, password } }) => pm.login({ username, password: `not ${password}` }),
      ({ pm, account }) => pm.login({ ...passwordOf(account), clientId: session.newName() }),
      ({ pm }) => pm.login({ clientId: "auth_site" }),
      ({ pm }) => pm.me({ accessToken: "garbage" }),
      ({ pm }) => pm.refresh("garbage"),
      ({ pm }) => pm.verifyEmail("garbage"),
      ({ pm }) => pm.register({}),
      ({ pm }) => pm.verifyAuthCode({ clientId: session.newName(), clientSecret: "garbage" }, "garbage"),
    ]),
    "garbage-at-the-back-channel": refusals(
      () => [
        async ({ pm }) => pm.verifyAuthCode(await pm.client(), "garbage"),
        async ({ pm }) => pm.verifyAuthCode({ ...(await pm.client()), clientSecret: "garbage" }, "garbage"),
        async ({ pm }) => pm.checkRefresh({ ...(await pm.client()), clientSecret: "garbage" }, GARBAGE),
        async ({ pm }) => pm.extRefresh({ ...(await pm.client()), clientSecret: "garbage" }, GARBAGE),
        async ({ pm }) => pm.extLogout({ ...(await pm.client()), clientSecret: "garbage" }, 1),
      ],
      ["client"],
    ),
    "nobody-as-operator": refusals(
      ({ newName }) => [
        ({ pm }) => pm.addClient({ clientId: newName(), redirectUri: "https://shop.example/callback" }, NOBODY),
        ({ pm }) => pm.newClientSecret(newName(), NOBODY),
      ],
      ["operator"],
    ),
  },
} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;

const GARBAGE = { userId: 1, refreshToken: "garbage" };

/** Requests that are refused, one after the other. */
function refusals(
  asks: (session: AuthSession) => readonly ((session: AuthSession) => Promise<Exchange>)[],
  more: readonly ("client" | "operator")[] = [],
) {
  return check({
    needs: [...needs, ...more],
    act: async (session): Promise<Evidence> => {
      const answers: Record<string, Exchange> = {};
      for (const [index, ask] of asks(session).entries()) answers[`refusal ${index + 1}`] = await ask(session);
      return answers;
    },
    judge: (answers) => Object.values(answers).flatMap(isFailure),
  });
}

/** Finds fault with a success whose body is none of the declared shape. */
function hasItsShape(exchange: Exchange): readonly Finding[] {
  const { step, operation = "" } = exchange;
  const response = httpResponse(exchange);
  if (exchange.outcome !== "success" || !response) return expectThat(false, step, "success", describe(exchange));
  const fine = BODIES[operation]?.safeParse(parseJson(response.body)).success ?? true;
  return [
    ...isJson(exchange),
    ...expectThat(fine, step, `a body of the shape that ${operation} declares`, response.body),
  ];
}

/** Finds fault with a refusal that does not say what was wrong, and its status. */
function isFailure(exchange: Exchange): readonly Finding[] {
  const { status = 0, body = "" } = httpResponse(exchange) ?? {};
  const isRefusal = status >= 400 && status <= 499;
  const fine = isRefusal && Failure.safeParse(parseJson(body)).success && valueAt(parseJson(body), "/code") === status;
  const expected = isRefusal ? `an error, and the code ${status}` : "a status from 400 to 499";
  return [...isJson(exchange), ...expectThat(fine, exchange.step, expected, describe(exchange))];
}

function isJson(exchange: Exchange): readonly Finding[] {
  const [type = "none"] = fields(exchange, "content-type");
  return expectThat(/^application\/json\b/i.test(type), exchange.step, "Content-Type: application/json", type);
}
