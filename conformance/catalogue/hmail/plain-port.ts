import { describe, expecting, expectThat } from "../../kit/expect.ts";
import { atOrigin } from "../../kit/http.ts";
import { checkFor } from "../../model/check.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { Catalogue } from "../catalogue.ts";
import type { HmailSession } from "./client.ts";

const check = checkFor<HmailSession>();
const needs = ["tls", "plain-port"] as const;

/** What is served over TLS, asked for in plain text as well. */
function isServedOverTlsOnly(ask: (session: HmailSession, where: Where) => Promise<Exchange>) {
  return check({
    needs,
    act: async (session) => ({
      control: await ask(session, {}),
      attempt: await ask(session, { request: atOrigin(session.hmail.plainUrl), mayClose: true }),
    }),
    control: ({ control }) => expecting(control, "success"),
    judge: ({ attempt }) =>
      expectThat(attempt.outcome !== "success", attempt.step, "nothing in plain text", describe(attempt)),
  });
}

interface Where {
  readonly request?: ReturnType<typeof atOrigin>;
  readonly mayClose?: true;
}

/** Checks of the plain port beside a server over TLS. */
export const plainPort = {
  "hmail.credentials-are-taken-over-tls-only": {
    "login-in-plain-text": isServedOverTlsOnly(({ hmail, account }, where) =>
      hmail.authenticate({ ...account }, where),
    ),
    "trade-in-plain-text": isServedOverTlsOnly(async ({ hmail, account }, where) => {
      const { refresh } = await hmail.authorized(account);
      return hmail.refreshAccess(refresh, where);
    }),
    "token-in-plain-text": isServedOverTlsOnly(async ({ hmail, account }, where) => {
      const { access } = await hmail.authorized(account);
      return hmail.checkAuth(access, where);
    }),
  },
} as const satisfies Partial<Catalogue<"hmail", HmailSession>>;
