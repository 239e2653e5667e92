import { expecting, expectSame, expectThat } from "../../kit/expect.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import { numbered } from "../common/parallel.ts";
import { type Envelope, isInItsPlace, nothingMore, sentEnvelope } from "./answers.ts";
import type { AngenSession } from "./api.ts";
import { lineCheck, wholeRun } from "./line-check.ts";
import { packed } from "./packets.ts";

/** So long a connection may take to be closed that is to be, in milliseconds. */
const CLOSING_MS = 5000;

/** Finds fault with an outcome that names another command than the one that was sent. */
export function namesItsCommand(exchange: Exchange): readonly Finding[] {
  const { outcome, taken, step } = exchange;
  const name = sentEnvelope(exchange)?.["name"];
  if ((outcome !== "success" && outcome !== "failure") || typeof name !== "string") return [];
  const { command } = taken;
  return expectThat(command === name, step, `the command ${name}`, JSON.stringify(command) ?? "no command");
}

/** Members that no envelope and no command has, some with names that mean something elsewhere. */
const UNKNOWN = {
  authmark: 1,
  nested: { list: [1, "two", { three: null }], yes: true },
  nothing: null,
  text: "é😀\u0000\n",
  toString: "text",
  length: 7,
  version: 2,
  error: "text",
  message: { user: { id: "text" } },
  token: ["text"],
};

const inside = (more: object) => (envelope: Envelope) => ({
  ...envelope,
  command: { ...more, ...(envelope["command"] as object) },
});
const beside = (more: object) => (envelope: Envelope) => ({ ...more, ...envelope });

/** The commands of a connection that logs in, all changed alike, are answered as they are without. */
const areIgnored = (change: (envelope: Envelope) => unknown) =>
  lineCheck({
    act: async ({ angen, account }) => {
      const token = await angen.token(account);
      const connection = await angen.open();
      const envelope = change;
      return {
        ping: await connection.ping({ envelope }),
        nobodys: await connection.whoami({ envelope }),
        login: await connection.login(token.identifierCode, { envelope }),
        own: await connection.whoami({ envelope }),
        token: token.from,
        whole: await angen.login(token.identifierCode),
      };
    },
    control: ({ whole }) => expecting(whole, "loggedIn"),
    judge: ({ ping, nobodys, login, own, token }) => [
      ...expecting(ping, "pong"),
      ...expecting(nobodys, "failure"),
      ...expecting(login, "loggedIn"),
      ...expecting(own, "youare"),
      ...expectSame(own, "userId", token.taken["userId"]),
    ],
  });

/** Checks of envelopes that are good, and of the commands that are about a connection alone. */
export const envelopes = {
  "angen.outcome-names-its-command": {
    "the-whole-run": wholeRun(namesItsCommand),
    "each-failure": lineCheck({
      act: async ({ angen, account: { username, password } }) => {
        const connection = await angen.open();
        return {
          whoami: await connection.whoami(),
          asked: await angen.getToken({ username, password: `not ${password}` }),
          login: await connection.login("garbage"),
          renewal: await connection.renew({ identifierCode: "garbage", renewalCode: "garbage" }),
        };
      },
      control: (evidence) => Object.values(evidence).flatMap((exchange) => expecting(exchange, "failure")),
      judge: (evidence) => Object.values(evidence).flatMap(namesItsCommand),
    }),
    "failures-in-one-write": lineCheck({
      pipelined: true,
      act: async ({ angen }): Promise<Evidence> => {
        const connection = await angen.open();
        const commands = [packed.whoami(), packed.login("garbage"), packed.whoami(), packed.disconnect()];
        return numbered("answer", await connection.askTogether(commands));
      },
      control: (evidence) =>
        Object.values(evidence).flatMap((exchange, index) => expecting(exchange, index < 3 ? "failure" : "success")),
      judge: (evidence) => Object.values(evidence).flatMap(namesItsCommand),
    }),
  },
  "angen.unknown-members-are-ignored": {
    "in-the-envelope": areIgnored(beside(UNKNOWN)),
    "in-the-command": areIgnored(inside(UNKNOWN)),
    "in-both": areIgnored((envelope) => beside(UNKNOWN)(inside(UNKNOWN)(envelope))),
    "members-of-other-commands": areIgnored(
      inside({ name: "nobody", email: "nobody@example.com", id: "0", password: "text", renewal_code: "text" }),
    ),
    "members-that-give-rights": areIgnored((envelope) =>
      beside({ user: "nobody", user_id: "0", logged_in: true })(
        inside({ user_id: "0", admin: true, user: null })(envelope),
      ),
    ),
    "at-a-token": lineCheck({
      act: async ({ angen, account }) => ({
        whole: await angen.sharedAnswer(account),
        attempt: await angen.getToken(
          { ...account },
          { envelope: (envelope) => beside(UNKNOWN)(inside(UNKNOWN)(envelope)) },
        ),
      }),
      control: ({ whole }) => expecting(whole, "token"),
      judge: ({ attempt }) => expecting(attempt, "token"),
    }),
  },
  "angen.ping-is-answered": {
    "nobody-logged-in": lineCheck({
      act: async ({ angen }) => {
        const connection = await angen.open();
        return { first: await connection.ping(), second: await connection.ping({ messageId: "two" }) };
      },
      judge: (evidence) => Object.values(evidence).flatMap((exchange) => isInItsPlace(exchange, "pong")),
    }),
    "logged-in": lineCheck({
      act: async ({ angen, account }) => {
        const { connection } = await angen.enter(account);
        return { ping: await connection.ping(), after: await connection.whoami() };
      },
      judge: ({ ping, after }) => [...expecting(ping, "pong"), ...expecting(after, "youare")],
    }),
    "after-a-failed-login": lineCheck({
      act: async ({ angen }) => {
        const connection = await angen.open();
        return { failure: await connection.login("garbage"), ping: await connection.ping() };
      },
      control: ({ failure }) => expecting(failure, "failure"),
      judge: ({ ping }) => expecting(ping, "pong"),
    }),
  },
  "angen.disconnect-closes-the-connection": {
    "nobody-logged-in": lineCheck({
      act: async ({ angen }) => {
        const connection = await angen.open();
        return { attempt: await connection.disconnect(), end: await connection.closed(CLOSING_MS) };
      },
      judge: ({ attempt, end }) => [...expecting(attempt, "success"), ...expecting(end, "closed"), ...nothingMore(end)],
    }),
    "logged-in": lineCheck({
      act: async ({ angen, account }) => {
        const [{ connection }, { connection: another }] = [await angen.enter(account), await angen.enter(account)];
        const attempt = await connection.disconnect();
        return { attempt, end: await connection.closed(CLOSING_MS), after: await another.whoami() };
      },
      judge: ({ attempt, end, after }) => [
        ...expecting(attempt, "success"),
        ...expecting(end, "closed"),
        // It is asked for one connection only.
        ...expecting(after, "youare"),
      ],
    }),
    "behind-other-commands": lineCheck({
      pipelined: true,
      act: async ({ angen, account: { username, password } }): Promise<Evidence> => {
        const connection = await angen.open();
        const slow = packed.getToken({ username, password: `not ${password}` }, { fails: username });
        const answers = await connection.askTogether([slow, packed.ping(), packed.disconnect()]);
        return { ...numbered("answer", answers), end: await connection.closed(CLOSING_MS) };
      },
      judge: ({ end, ...answers }) => [
        ...Object.values(answers).flatMap((answer, index) =>
          isInItsPlace(answer, ["failure", "pong", "success"][index] ?? ""),
        ),
        ...expecting(end as Exchange, "closed"),
      ],
    }),
  },
} as const satisfies Partial<Catalogue<"angen", AngenSession>>;
