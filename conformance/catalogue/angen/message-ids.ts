import { expecting } from "../../kit/expect.ts";
import { oneByOne } from "../../kit/one-by-one.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import { numbered } from "../common/parallel.ts";
import { mirrorsItsId, sentEnvelope } from "./answers.ts";
import type { AngenSession } from "./api.ts";
import { lineCheck, wholeRun } from "./line-check.ts";
import { escaped, packed } from "./packets.ts";

/** Texts that are ids as well as any: a careless server trims, cuts, converts or unescapes them. */
const ODD_IDS = [
  ...[" ", " blanks around ", "0", "007", "1e3", "9007199254740993", "null", "true", "undefined", "[]", "{}"],
  ...[
    '"',
    "\\",
    '\\"',
    "a/b",
    "\\n",
    "a\nb",
    "a\r\nb\n",
    "tab\there",
    "\u0000",
    "\u0000behind",
    "\u007f",
    "\u2028\u2029",
  ],
  ...[
    "é",
    "e\u0301",
    "ﬁ",
    "漢字",
    "😀",
    "👩‍👩‍👧",
    "\ufeff",
    "\u202eabc",
    "__proto__",
    "constructor",
    "<b>&amp;</b>",
    "%00%s{}",
  ],
];

const mirrored = (evidence: Evidence): readonly Finding[] => Object.values(evidence).flatMap(mirrorsItsId);

/** A message_id that the envelope of an exchange has, if it is one at all. */
const idOf = (exchange: Exchange): unknown => sentEnvelope(exchange)?.["message_id"];

/** Lines up to here are within any limit; of one that is not, a server has no id to mirror. */
const SURELY_READ = 8192;

/** Whether a line is an envelope that is read whole, whichever command is in it. */
function isEnvelope(exchange: Exchange): boolean {
  if (exchange.request.kind !== "stream" || String(exchange.request.body).length > SURELY_READ) return false;
  const { name, command } = sentEnvelope(exchange) ?? {};
  return typeof name === "string" && typeof command === "object" && command !== null && !Array.isArray(command);
}

/** Whether an answer is one that its command declares, for whoever looks at nothing else. */
const isAnswer = ({ operation, outcome, response }: Exchange) =>
  operation !== undefined && response !== undefined && outcome !== "unrecognized";

/** Checks of the ids by which a client knows its answers, where nothing is wrong with the command. */
export const messageIds = {
  "angen.message-id-is-mirrored": {
    "the-whole-run": wholeRun((exchange) => {
      const isItsOwn = isAnswer(exchange) && exchange.outcome !== "error" && typeof idOf(exchange) === "string";
      return isItsOwn ? mirrorsItsId(exchange) : [];
    }),
    "commands-that-succeed": lineCheck({
      act: async ({ angen, account }) => {
        const connection = await angen.open();
        const asked = await angen.getToken({ ...account }, { messageId: "a token" });
        const token = angen.issued(asked);
        const login = await connection.login(token.identifierCode, { messageId: "a login" });
        const whoami = await connection.whoami({ messageId: "whoami" });
        const renewal = await connection.renew(token, { messageId: "a renewal" });
        const ping = await connection.ping({ messageId: "a ping" });
        return { asked, login, whoami, renewal, ping, end: await connection.disconnect({ messageId: "an end" }) };
      },
      control: ({ asked, login, whoami, renewal, ping, end }) => [
        ...expecting(asked, "token"),
        ...expecting(login, "loggedIn"),
        ...expecting(whoami, "youare"),
        ...expecting(renewal, "token"),
        ...expecting(ping, "pong"),
        ...expecting(end, "success"),
      ],
      judge: mirrored,
    }),
    "commands-that-fail": lineCheck({
      act: async ({ angen, account: { username, password } }) => {
        const connection = await angen.open();
        return {
          asked: await angen.getToken({ username, password: `not ${password}` }, { messageId: "a token" }),
          login: await connection.login("garbage", { messageId: "a login" }),
          whoami: await connection.whoami({ messageId: "whoami" }),
          renewal: await connection.renew({ identifierCode: "a", renewalCode: "b" }, { messageId: "a renewal" }),
        };
      },
      control: (evidence) => Object.values(evidence).flatMap((exchange) => expecting(exchange, "failure")),
      judge: mirrored,
    }),
    "a-new-account": lineCheck({
      needs: ["registration"],
      act: async ({ angen }) => {
        const account = angen.newAccount();
        const creation = await angen.register({ ...account }, { messageId: "an account" });
        return { creation, again: await angen.register({ ...account }, { messageId: "and again" }) };
      },
      control: ({ creation, again }) => [...expecting(creation, "registered"), ...expecting(again, "failure")],
      judge: mirrored,
    }),
    "a-new-password-with-an-id": lineCheck({
      needs: ["disposable-account", "password-change"],
      act: async ({ angen, newPassword }) => {
        const { account, token } = await angen.lend();
        const { connection } = await angen.enter(token);
        const current = account.password;
        const next = newPassword(20);
        return {
          wrong: await connection.changePassword({ current: `not ${current}`, next }, { messageId: "wrong" }),
          change: await connection.changePassword({ current, next }, { messageId: "right" }),
        };
      },
      control: ({ wrong, change }) => [...expecting(wrong, "failure"), ...expecting(change, "success")],
      judge: mirrored,
    }),
    "empty-id": lineCheck({
      act: async ({ angen, account }) => {
        const { identifierCode } = await angen.token(account);
        const connection = await angen.open();
        return {
          ping: await connection.ping({ messageId: "" }),
          whoami: await connection.whoami({ messageId: "" }),
          login: await connection.login(identifierCode, { messageId: "" }),
          disconnect: await connection.disconnect({ messageId: "" }),
        };
      },
      judge: mirrored,
    }),
    "odd-ids": lineCheck({
      act: async ({ angen }): Promise<Evidence> => {
        const connection = await angen.open();
        return oneByOne(
          "odd",
          ODD_IDS.map((messageId) => () => connection.ping({ messageId })),
        );
      },
      judge: mirrored,
    }),
    "escaped-id": lineCheck({
      act: async ({ angen }) => {
        const connection = await angen.open();
        const escapes = "\u00e9\ud83d\ude00\\\u0001";
        const slash = (line: string) => line.replaceAll("/", "\\/");
        return {
          escapes: await connection.ping({ messageId: escapes, line: escaped }),
          letters: await connection.whoami({
            messageId: "ping",
            line: (line) => line.replace('"ping"', '"\\u0070ing"'),
          }),
          slashes: await connection.ping({ messageId: "a/b", line: slash }),
        };
      },
      judge: ({ escapes, letters, slashes }) => [
        ...mirrored({ escapes, letters, slashes }),
        ...expecting(escapes, "pong"),
        ...expecting(letters, "failure"),
        ...expecting(slashes, "pong"),
      ],
    }),
    "long-id": lineCheck({
      act: async ({ angen }) => {
        const connection = await angen.open();
        const long = (length: number) => Array.from({ length }, (_, index) => (index % 36).toString(36)).join("");
        return {
          hundreds: await connection.ping({ messageId: long(300) }),
          thousands: await connection.whoami({ messageId: long(5000) }),
        };
      },
      judge: mirrored,
    }),
    "id-before-the-name": lineCheck({
      act: async ({ angen }) => {
        const connection = await angen.open();
        const first = (envelope: Readonly<Record<string, unknown>>) => {
          const { name, command, message_id } = envelope;
          return { message_id, command, name };
        };
        return { attempt: await connection.whoami({ messageId: "first", envelope: first }) };
      },
      judge: mirrored,
    }),
    "same-id-twice": lineCheck({
      pipelined: true,
      act: async ({ angen }): Promise<Evidence> => {
        const connection = await angen.open();
        const messageId = "one id";
        const together = await connection.askTogether([packed.ping({ messageId }), packed.whoami({ messageId })]);
        return { ...numbered("together", together), later: await connection.ping({ messageId }) };
      },
      judge: mirrored,
    }),
    "an-id-each-in-one-write": lineCheck({
      pipelined: true,
      act: async ({ angen }): Promise<Evidence> => {
        const connection = await angen.open();
        const commands = Array.from({ length: 12 }, (_, index) => {
          const variation = index % 4 === 3 ? {} : { messageId: `command ${index + 1}` };
          return index % 2 === 0 ? packed.ping(variation) : packed.whoami(variation);
        });
        return numbered("answer", await connection.askTogether(commands));
      },
      judge: mirrored,
    }),
    "two-connections-at-once": lineCheck({
      act: async ({ angen, account }): Promise<Evidence> => {
        const [one, other] = [await angen.open(), await angen.open()];
        const slow = { username: account.username, password: `not ${account.password}` };
        const answers = await Promise.all([
          one.getToken(slow, { messageId: "slow" }),
          other.ping({ messageId: "ping" }),
          one.whoami({ messageId: "whose is one" }),
          other.whoami({ messageId: "whose is the other" }),
        ]);
        return numbered("answer", answers);
      },
      judge: mirrored,
    }),
  },
  "angen.error-mirrors-the-message-id": {
    "the-whole-run": wholeRun((exchange) => {
      const isError = isAnswer(exchange) && exchange.outcome === "error";
      return isError && isEnvelope(exchange) && typeof idOf(exchange) === "string" ? mirrorsItsId(exchange) : [];
    }),
    "unknown-command": lineCheck({
      pipelined: true,
      act: async ({ angen }): Promise<Evidence> => {
        const connection = await angen.open();
        const unknown = (messageId: string) => packed.unknown({ messageId });
        const before = await connection.askTogether([
          unknown("before"),
          packed.ping({ messageId: "between" }),
          unknown(""),
        ]);
        return numbered("answer", before);
      },
      control: (evidence) => expecting(evidence["answer 1"] as Exchange, "error"),
      judge: mirrored,
    }),
    "missing-and-odd-members": lineCheck({
      act: async ({ angen }) => {
        const connection = await angen.open();
        return {
          missing: await connection.login(undefined, { messageId: "missing" }),
          odd: await connection.login(7, { messageId: "odd" }),
          none: await connection.renew({}, { messageId: "none" }),
          empty: await connection.renew({ identifierCode: ["a"], renewalCode: null }, { messageId: "" }),
        };
      },
      // One that says system/failure is found by another check.
      control: (evidence) => Object.values(evidence).flatMap((exchange) => expecting(exchange, "error", "failure")),
      judge: mirrored,
    }),
  },
  "angen.no-message-id-is-made-up": {
    "the-whole-run": wholeRun((exchange) => {
      const hasNone = isEnvelope(exchange) && idOf(exchange) === undefined;
      return hasNone && isAnswer(exchange) ? mirrorsItsId(exchange) : [];
    }),
    "right-after-one-with-an-id": lineCheck({
      act: async ({ angen }) => {
        const connection = await angen.open();
        const first = await connection.ping({ messageId: "first" });
        const ping = await connection.ping();
        await connection.whoami({ messageId: "second" });
        const failure = await connection.whoami();
        await connection.login(7, { messageId: "third" });
        return { first, ping, failure, login: await connection.login("garbage") };
      },
      control: ({ first }) => expecting(first, "pong"),
      judge: ({ ping, failure, login }) => [ping, failure, login].flatMap(mirrorsItsId),
    }),
    "errors-after-one-with-an-id": lineCheck({
      pipelined: true,
      act: async ({ angen }): Promise<Evidence> => {
        const connection = await angen.open();
        const messageId = "stale";
        const before = await connection.ping({ messageId });
        const errors = await connection.askTogether([
          packed.unknown(),
          packed.ping({ messageId }),
          packed.text("no JSON"),
        ]);
        return { before, ...numbered("answer", errors), member: await connection.login(undefined) };
      },
      judge: ({ before: _, ...rest }) => mirrored(rest),
    }),
    "in-one-write": lineCheck({
      pipelined: true,
      act: async ({ angen }): Promise<Evidence> => {
        const connection = await angen.open();
        const [none, some] = [{}, { messageId: "some" }];
        const commands = [packed.ping(some), packed.ping(none), packed.whoami(some), packed.whoami(none)];
        return numbered("answer", await connection.askTogether([...commands, packed.ping(none), packed.ping(some)]));
      },
      judge: mirrored,
    }),
    "id-in-the-command": lineCheck({
      act: async ({ angen }) => {
        const connection = await angen.open();
        const inside = (envelope: Readonly<Record<string, unknown>>) => ({
          ...envelope,
          command: { message_id: "in the command" },
          id: "beside it",
        });
        return {
          ping: await connection.ping({ envelope: inside }),
          whoami: await connection.whoami({ envelope: inside }),
        };
      },
      control: ({ ping, whoami }) => [...expecting(ping, "pong"), ...expecting(whoami, "failure")],
      judge: mirrored,
    }),
    "a-command-on-another-connection": lineCheck({
      act: async ({ angen }) => {
        const [one, other] = [await angen.open(), await angen.open()];
        const [asked, ping] = await Promise.all([one.ping({ messageId: "of the one" }), other.ping()]);
        return { asked, ping, later: await other.whoami() };
      },
      judge: mirrored,
    }),
  },
} as const satisfies Partial<Catalogue<"angen", AngenSession>>;
