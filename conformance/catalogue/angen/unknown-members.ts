import { expecting, expectSame } from "../../kit/expect.ts";
import type { Catalogue } from "../catalogue.ts";
import type { Envelope } from "./answers.ts";
import type { AngenSession } from "./api.ts";
import { lineCheck } from "./line-check.ts";

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

/** Checks of envelopes and commands with more in them than anybody asks for. */
export const unknownMembers = {
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
} as const satisfies Partial<Catalogue<"angen", AngenSession>>;
