import { describe, expecting, expectThat } from "../../kit/expect.ts";
import { atOrigin } from "../../kit/http.ts";
import { checkFor, type Need } from "../../model/check.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { Catalogue } from "../catalogue.ts";
import type { HmailSession } from "./client.ts";
import { SERVED } from "./routes.ts";

const check = checkFor<HmailSession>();
const needs = ["tls", "plain-port"] as const;
const served: readonly string[] = SERVED;

/** What is served over TLS, asked for in plain text as well. */
function isServedOverTlsOnly(
  ask: (session: HmailSession, where: Where) => Promise<Exchange>,
  more: readonly Need[] = [],
) {
  return check({
    needs: [...needs, ...more],
    act: async (session) => ({
      control: await ask(session, {}),
      attempt: await ask(session, { request: atOrigin(session.hmail.plainUrl), mayClose: true }),
    }),
    control: ({ control }) => expecting(control, ...SERVED),
    judge: ({ attempt }) =>
      expectThat(!served.includes(attempt.outcome), attempt.step, "nothing in plain text", describe(attempt)),
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
    "list-in-plain-text": isServedOverTlsOnly(async ({ hmail, account }, where) => {
      const { access } = await hmail.authorized(account);
      return hmail.getHmails(access, { limit: 1 }, where);
    }),
    "mail-in-plain-text": isServedOverTlsOnly(async ({ hmail, account }, where) => {
      const { access } = await hmail.authorized(account);
      return hmail.sendHmail(access, hmail.mail(account, account), where);
    }),
    "creation-in-plain-text": isServedOverTlsOnly(
      async ({ hmail }, where) => {
        const account = hmail.newAccount();
        const proof = await hmail.prove(account.username, await hmail.challenge());
        return hmail.createAccount(account, proof, where);
      },
      ["registration", "affordable-registration"],
    ),
  },
} as const satisfies Partial<Catalogue<"hmail", HmailSession>>;
