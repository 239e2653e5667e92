import { wire } from "@authmark/protocols/angen/wire";
import { expecting, expectThat } from "../../kit/expect.ts";
import { oneByOne } from "../../kit/one-by-one.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import { repeats } from "./after-errors.ts";
import { linesOf } from "./answers.ts";
import type { AngenSession } from "./api.ts";
import { lineCheck, wholeRun } from "./line-check.ts";

/** Shorter texts, and those of letters of one case, may well be said by chance. */
const TELLING = /^(?=.*[a-z])(?=.*[A-Z\d]).{7,}$/s;

/** Finds fault with lines that repeat a secret which their command had, and which they do not issue. */
export function echoesSecrets(exchange: Exchange): readonly Finding[] {
  const { sent, taken, step } = exchange;
  const said = linesOf(exchange).join("\n");
  return wire.secrets.flatMap((role) => {
    const secret = sent[role];
    if (typeof secret !== "string" || !TELLING.test(secret) || Object.values(taken).includes(secret)) return [];
    return expectThat(!said.includes(secret), step, `nothing of the ${role} that was sent`, `the ${role}`);
  });
}

/** Commands with one distinctive secret somewhere in them, which no answer may repeat. */
const neverEchoes = (asked: (session: AngenSession, secret: string) => readonly (() => Promise<Exchange>)[]) =>
  lineCheck({
    act: async (session): Promise<Evidence> => {
      const secret = `authmark${Buffer.from(session.random.bytes(12)).toString("hex")}`;
      return oneByOne("attempt", asked(session, secret));
    },
    control: (evidence) => Object.values(evidence).flatMap((exchange) => expecting(exchange, "failure", "error")),
    judge: (evidence) => Object.values(evidence).flatMap(repeats),
  });

/** Checks of where secrets go. */
export const secrets = {
  "angen.secrets-are-never-echoed": {
    "the-whole-run": wholeRun(echoesSecrets),
    "password-in-the-answer": neverEchoes(({ angen, account: { username } }, password) => [
      () => angen.getToken({ username, password }),
      () => angen.getToken({ username: `am${username}`, password }),
      () => angen.getToken({ password }),
      () => angen.getToken({ username, password: [password] }),
      () => angen.getToken({ username, password: { value: password } }),
      () => angen.getToken({ username: 7, password }),
      () => angen.getToken({ username, password }, { line: (line) => line.slice(0, -2) }),
      () => angen.getToken({ username, password }, { line: (line) => line.replace(/^\{/, '{"\u0000') }),
      () =>
        angen.getToken({ username, password }, { envelope: (envelope) => ({ ...envelope, name: "auth/no_token" }) }),
      () => angen.getToken({ username, password }, { envelope: (envelope) => ({ ...envelope, message_id: 7 }) }),
    ]),
    "token-in-the-answer": neverEchoes(({ angen }, code) => [
      () => angen.login(code),
      () => angen.login([code]),
      () => angen.login(code, { line: (line) => line.slice(0, -1) }),
      () => angen.login(code, { line: (line) => `${line}${code}` }),
      () => angen.renew({ identifierCode: code, renewalCode: code }),
      () => angen.renew({ identifierCode: code }),
      () => angen.renew({ renewalCode: { value: code } }),
    ]),
    "password-of-a-new-account": lineCheck({
      needs: ["registration"],
      act: async ({ angen }): Promise<Evidence> => {
        const account = angen.newAccount();
        const odd = { ...angen.newAccount(), username: 7 };
        return {
          creation: await angen.register({ ...account }),
          again: await angen.register({ ...account }),
          odd: await angen.register(odd),
        };
      },
      control: ({ creation }) => expecting(creation as Exchange, "registered"),
      judge: (evidence) => Object.values(evidence).flatMap(echoesSecrets),
    }),
  },
} as const satisfies Partial<Catalogue<"angen", AngenSession>>;
