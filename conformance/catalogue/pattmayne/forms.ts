import { describe, expectThat } from "../../kit/expect.ts";
import { withContentType, withHeader, withMethod, withQuery } from "../../kit/http.ts";
import { checkFor } from "../../model/check.ts";
import type { Evidence, Exchange, HttpRequest } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import { type BrowserOperation, goodFor } from "./browser-operations.ts";
import type { AuthSession } from "./client.ts";
import { atEachOperation } from "./origins.ts";
import { areRefused, succeed } from "./outcomes.ts";

const check = checkFor<AuthSession>();
type Change = (request: HttpRequest) => HttpRequest;

/** What a page may send without asking first, with JSON in it all the same (Fetch, CORS-safelisted request-header). */
const FORMS: Readonly<Record<string, Change>> = {
  "a form": withContentType("application/x-www-form-urlencoded"),
  "a text": withContentType("text/plain"),
  "a form of parts": withContentType("multipart/form-data; boundary=b"),
  "a text that names JSON": withContentType("text/plain; application/json"),
};

/** An operation that is changed in each of these ways; the cookies are as good afterwards. */
const changed =
  (
    ways: (session: AuthSession, operation: BrowserOperation) => Promise<Readonly<Record<string, Change>>>,
    judge: (attempts: readonly Exchange[]) => readonly Finding[],
  ) =>
  (operation: BrowserOperation) =>
    check({
      needs: operation.needs,
      async act(session): Promise<Evidence & Record<"control" | "use" | "renewal", Exchange>> {
        const { pm } = session;
        const user = await pm.lend();
        const control = await pm.me({ accessToken: user.accessToken });
        const attempts: Record<string, Exchange> = {};
        for (const [name, request] of Object.entries(await ways(session, operation))) {
          attempts[name] = await operation.ask(session, user, { request });
        }
        const still = await goodFor(session, user);
        pm.leave(user);
        return { ...attempts, control, ...still };
      },
      control: ({ control }) => succeed(control),
      judge: ({ control: _, use, renewal, ...attempts }) => [
        ...judge(Object.values(attempts)),
        ...succeed(use, renewal),
      ],
    });

/** Finds fault with an answer that sets a token or names a code. */
const areIdle = (attempts: readonly Exchange[]): readonly Finding[] =>
  attempts.flatMap((each) => {
    const given = ["accessToken", "refreshToken", "code"].filter((role) => each.taken[role]);
    return expectThat(given.length === 0, each.step, "no token and no code", `${given.join(", ")}; ${describe(each)}`);
  });

/** GET and its kin, with what the body had in the query. */
const gets = async ({ pm }: AuthSession): Promise<Readonly<Record<string, Change>>> => {
  const { clientId } = await pm.client().catch(() => ({ clientId: "auth_site" }));
  const asked: Change = (request) => withQuery({ client_id: clientId })(withMethod("GET")(request));
  return {
    "by GET": asked,
    "by HEAD": withMethod("HEAD"),
    "by GET that says POST": (request) => withHeader("x-http-method-override", "POST")(asked(request)),
    "by GET that says POST in the query": (request) => withQuery({ _method: "POST" })(asked(request)),
  };
};

/** Checks of requests that forms and links of any page can make. */
export const forms = {
  "pattmayne.other-media-types-change-nothing": atEachOperation(
    changed(
      async () => FORMS,
      (attempts) => areRefused(...attempts),
    ),
  ),
  "pattmayne.get-changes-nothing": {
    ...atEachOperation(changed(gets, areIdle)),
    "credentials-in-the-query": check({
      async act(session) {
        const { pm, account } = session;
        const control = await pm.sharedLogin(account);
        const { username, password } = account;
        const query = { username_or_email: username, password, client_id: "auth_site" };
        const request: Change = (plain) => withQuery(query)(withMethod("GET")(plain));
        return { control, attempt: await pm.login({ username, password }, { request }) };
      },
      control: ({ control }) => succeed(control),
      judge: ({ attempt }) => areIdle([attempt]),
    }),
  },
} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;
