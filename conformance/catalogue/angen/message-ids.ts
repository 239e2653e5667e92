import { expecting } from "../../kit/expect.ts";
import type { Evidence } from "../../model/exchange.ts";
import type { Catalogue } from "../catalogue.ts";
import { numbered } from "../common/parallel.ts";
import type { AngenSession } from "./api.ts";
import { idOf, isAnswer, mirrored, mirrorsItsId } from "./ids.ts";
import { lineCheck, wholeRun } from "./line-check.ts";
import { wrong } from "./order.ts";
import { packed } from "./packets.ts";

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
          change: await connection.changePassword({ current, next }, { messageId: "right", mayClose: true }),
        };
      },
      control: ({ wrong, change }) => [...expecting(wrong, "failure"), ...expecting(change, "success", "unanswered")],
      judge: ({ wrong, change }) => mirrored({ wrong, ...(change.outcome === "success" && { change }) }),
    }),
    "a-revocation-with-an-id": lineCheck({
      needs: ["disposable-account", "revocation"],
      act: async ({ angen }) => {
        const nobodys = await angen.open();
        const refused = await nobodys.revokeTokens({ messageId: "refused" });
        const { connection } = await angen.enter((await angen.lend()).token);
        return { refused, done: await connection.revokeTokens({ messageId: "done", mayClose: true }) };
      },
      // Whether it is answered at all is another requirement's affair.
      control: ({ refused, done }) => [...expecting(refused, "failure"), ...expecting(done, "success", "unanswered")],
      judge: ({ refused, done }) => mirrored({ refused, ...(done.outcome === "success" && { done }) }),
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
      pipelined: true,
      act: async (session): Promise<Evidence> => {
        const { angen } = session;
        const [one, other] = [await angen.open(), await angen.open()];
        const answers = await Promise.all([
          one.askTogether([wrong(session, "slow"), packed.whoami({ messageId: "whose is one" })]),
          other.askTogether([packed.ping({ messageId: "ping" }), packed.whoami({ messageId: "whose is the other" })]),
        ]);
        return numbered("answer", answers.flat());
      },
      judge: mirrored,
    }),
  },
} as const satisfies Partial<Catalogue<"angen", AngenSession>>;
