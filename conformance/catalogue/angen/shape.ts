import { commands } from "@authmark/protocols/angen/schemas";
import { describe, expecting, expectThat } from "../../kit/expect.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import { envelopeIn, mirrorsItsId, streamRequest, streamResponse } from "./answers.ts";
import type { AngenSession } from "./api.ts";
import { lineCheck, wholeRun } from "./line-check.ts";

const needs = ["default-wire"] as const;

/** What an operation declares of its answers. */
interface Declared {
  readonly responses: Readonly<Record<string, { safeParse(line: unknown): { success: boolean } }>>;
}

/** The first line of a request over HTTP, which may well be answered in kind. */
const HTTP = /^[A-Z]+ \S+ HTTP\//;
/** What a reader puts in the place of bytes that are no UTF-8. */
const REPLACED = "\ufffd";

/** Finds fault with an answer that its command does not declare, or that has another shape than is declared for it. */
export function hasItsShape(exchange: Exchange): readonly Finding[] {
  const { step, operation = "" } = exchange;
  const declared: Readonly<Record<string, Declared>> = commands;
  const { responses } = declared[operation] ?? {};
  const response = streamResponse(exchange);
  if (!responses || !response) return [];
  const line = envelopeIn(response.body);
  const name = String(line?.["name"]);
  const schema = Object.hasOwn(responses, name) ? responses[name] : undefined;
  if (!schema) return expectThat(false, step, `a message that ${operation} declares`, describe(exchange));
  return expectThat(schema.safeParse(line).success, step, `a message of the shape of ${name}`, response.body);
}

/** Finds fault with lines that are no JSON objects in UTF-8, or that do not end. */
export function areLines(exchange: Exchange): readonly Finding[] {
  const response = streamResponse(exchange);
  const { body } = streamRequest(exchange) ?? {};
  if (!response || body === undefined || HTTP.test(String(body))) return [];
  // Bytes that were none before may have become one of these on the way.
  const mayBeReplaced = typeof body === "object" || body.includes(REPLACED) || /\\ud[89a-f]/i.test(body);
  const isLine = (line: string) => envelopeIn(line) !== undefined && (mayBeReplaced || !line.includes(REPLACED));
  const bad = [...(response.pushed ?? []), response.body].find((line) => !isLine(line));
  const expected = "a line of JSON in UTF-8";
  return [
    ...expectThat(bad === undefined || response.truncated === true, exchange.step, expected, bad || "an empty line"),
    ...expectThat(!response.unterminated, exchange.step, "a line feed behind the line", "the end of the connection"),
  ];
}

/** Checks of how answers are written. */
export const shape = {
  "angen.messages-are-lines": {
    "the-whole-run": wholeRun(areLines),
    "letters-beyond-ascii-in-the-id": lineCheck({
      act: async ({ angen }) => {
        const connection = await angen.open();
        return {
          ping: await connection.ping({ messageId: "é漢😀\u00a0\u2028" }),
          failure: await connection.whoami({ messageId: "line\nfeed\r\n" }),
        };
      },
      judge: ({ ping, failure }) => [ping, failure].flatMap((each) => [...areLines(each), ...mirrorsItsId(each)]),
    }),
    "each-kind-of-answer": lineCheck({
      act: async ({ angen, account }): Promise<Evidence> => {
        const { connection, token, login } = await angen.enter(account);
        return {
          token: token.from,
          login,
          whoami: await connection.whoami(),
          failure: await connection.login("garbage"),
          error: await connection.ping({ line: () => "text" }),
          ping: await connection.ping(),
          end: await connection.disconnect(),
        };
      },
      judge: (evidence) => Object.values(evidence).flatMap(areLines),
    }),
  },
  "angen.responses-have-the-declared-shape": {
    "the-whole-run": { ...wholeRun(hasItsShape), needs },
    "commands-that-succeed": lineCheck({
      needs,
      act: async ({ angen, account }): Promise<Evidence> => {
        const { connection, token, login } = await angen.enter(account);
        const own = await angen.signIn(account);
        return {
          token: token.from,
          login,
          whoami: await connection.whoami({ messageId: "id" }),
          renewal: await connection.renew(own),
          ping: await connection.ping(),
          end: await connection.disconnect(),
        };
      },
      control: (evidence) => Object.values(evidence).flatMap(isNoRefusal),
      judge: (evidence) => Object.values(evidence).flatMap(hasItsShape),
    }),
    "commands-that-fail": lineCheck({
      needs,
      act: async ({ angen, account: { username, password } }): Promise<Evidence> => {
        const connection = await angen.open();
        return {
          asked: await angen.getToken({ username, password: `not ${password}` }),
          login: await connection.login("garbage", { messageId: "id" }),
          renewal: await connection.renew({ identifierCode: "garbage", renewalCode: "garbage" }),
          whoami: await connection.whoami(),
          error: await connection.ping({ line: () => "text" }),
          unknown: await connection.ping({ envelope: (envelope) => ({ ...envelope, name: "system/none" }) }),
          missing: await connection.login(undefined, { messageId: "id" }),
        };
      },
      judge: (evidence) => Object.values(evidence).flatMap(hasItsShape),
    }),
    "a-new-account": lineCheck({
      needs: [...needs, "registration"],
      act: async ({ angen }): Promise<Evidence> => {
        const account = angen.newAccount();
        return { creation: await angen.register({ ...account }), again: await angen.register({ ...account }) };
      },
      control: ({ creation }) => expecting(creation as Exchange, "registered"),
      judge: (evidence) => Object.values(evidence).flatMap(hasItsShape),
    }),
  },
} as const satisfies Partial<Catalogue<"angen", AngenSession>>;

function isNoRefusal(exchange: Exchange): readonly Finding[] {
  const isRefused = ["failure", "error", "unanswered"].includes(exchange.outcome);
  return expectThat(!isRefused, exchange.step, "success", describe(exchange));
}
