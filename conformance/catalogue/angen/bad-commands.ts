import type { CommandVariation } from "../../engine/stream-connection.ts";
import { expecting } from "../../kit/expect.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Catalogue } from "../catalogue.ts";
import { numbered } from "../common/parallel.ts";
import type { Envelope } from "./answers.ts";
import type { AngenSession, Ask } from "./api.ts";
import { areAllErrors, areAllRefused } from "./error-lines.ts";
import { lineCheck } from "./line-check.ts";
import { areRefused } from "./outcomes.ts";

/** What is no text, and of no use in the place of one. */
export const NO_TEXTS: readonly unknown[] = [null, true, 0, 7, [], ["text"], {}, { $ne: null }];
const SOME = "text of nobody";
/** Stands for what JSON can say, and JavaScript cannot. */
const A_NUMBER = "a number";
const HUGE = ["1e400", "-1e400", "9007199254740993", `1${"0".repeat(400)}`];

/** The command with another member, or without it, as the protocol's own wire calls that. */
const withMember = (member: string, value?: unknown) => (envelope: Envelope) => ({
  ...envelope,
  command: { ...(envelope["command"] as object), [member]: value },
});

const missing: readonly Ask[] = [
  (on) => on.getToken({ username: SOME }),
  (on) => on.getToken({ username: SOME, password: SOME }, { envelope: withMember("user_agent") }),
  (on) => on.getToken({ username: SOME, password: SOME }, { envelope: (envelope) => ({ ...envelope, command: {} }) }),
  (on) => on.login(undefined),
  (on) => on.login(SOME, { envelope: withMember("user_agent") }),
  (on) => on.login(undefined, { envelope: (envelope) => ({ ...envelope, command: {} }) }),
  (on) => on.renew({ identifierCode: SOME }),
  (on) => on.renew({ renewalCode: SOME }),
  (on) => on.renew({}),
];

const mistyped = (odd: unknown, variation: CommandVariation = {}): readonly Ask[] => [
  (on) => on.getToken({ username: SOME, password: odd }, variation),
  (on) => on.getToken({ username: odd, password: SOME }, variation),
  (on) => on.login(odd, variation),
  (on) => on.renew({ identifierCode: odd, renewalCode: SOME }, variation),
  (on) => on.renew({ identifierCode: SOME, renewalCode: odd }, variation),
];

/** Checks of commands that lack something, or have something else in its place. */
export const badCommands = {
  "angen.bad-command-is-refused": {
    "missing-members": areAllRefused(
      async ({ angen, account, account: { username, password } }) => {
        const { identifierCode } = await angen.token(account);
        return [
          ...missing,
          // All else is right.
          (on) => on.getToken({ username, password }, { envelope: withMember("user_agent") }),
          (on) => on.login(identifierCode, { envelope: withMember("user_agent") }),
        ];
      },
      ["default-wire"],
    ),
    "members-that-are-no-texts": areAllRefused(() => NO_TEXTS.flatMap((odd) => mistyped(odd))),
    "huge-numbers": areAllRefused(() =>
      HUGE.flatMap((number) =>
        mistyped(A_NUMBER, { line: (line) => line.replaceAll(JSON.stringify(A_NUMBER), number) }),
      ),
    ),
    "user-agent-is-no-text": areAllRefused(
      async ({ angen, account, account: { username, password } }) => {
        // All else is right: only what is no text there can be what is refused.
        const { identifierCode } = await angen.token(account);
        return [null, 7, true, ["text"], {}].flatMap((odd): Ask[] => [
          (on) => on.login(identifierCode, { envelope: withMember("user_agent", odd) }),
          (on) => on.getToken({ username, password }, { envelope: withMember("user_agent", odd) }),
        ]);
      },
      ["default-wire"],
    ),
    "right-values-in-lists": areAllRefused(async ({ angen, account: { username, password }, account }) => {
      const { identifierCode, renewalCode } = await angen.token(account);
      return [
        (on) => on.login([identifierCode]),
        (on) => on.login({ code: identifierCode }),
        (on) => on.getToken({ username, password: [password] }),
        (on) => on.getToken({ username: [username], password }),
        (on) => on.renew({ identifierCode: [identifierCode], renewalCode: [renewalCode] }),
      ];
    }),
    "members-of-a-new-account": areAllRefused(
      ({ angen, newPassword }) =>
        [undefined, ...NO_TEXTS].flatMap((odd) => {
          const { username } = angen.newAccount();
          const email = angen.emailOf(username);
          const password = newPassword(20);
          const newcomers = [
            { username, email, password: odd },
            { username, email: odd, password },
            { username: odd, email, password },
          ];
          return newcomers.map(
            (newcomer): Ask =>
              (on) =>
                on.register(newcomer),
          );
        }),
      ["registration"],
    ),
    "members-of-a-new-password": lineCheck({
      pipelined: true,
      needs: ["disposable-account", "password-change"],
      act: async ({ angen, newPassword }): Promise<Evidence> => {
        const { account, token } = await angen.lend();
        const { connection } = await angen.enter(token);
        const asks = [undefined, ...NO_TEXTS].flatMap((odd): Ask[] => [
          (on) => on.changePassword({ current: odd, next: newPassword(20) }),
          (on) => on.changePassword({ current: account.password, next: odd }),
        ]);
        const attempts = await connection.askAll(asks);
        return { ...numbered("attempt", attempts), after: await angen.getToken({ ...account }) };
      },
      judge: ({ after, ...attempts }) => [
        ...areRefused(...Object.values(attempts)),
        ...expecting(after as Exchange, "token"),
      ],
    }),
  },
  "angen.bad-command-is-an-error": {
    "missing-members": areAllErrors(() => missing, ["default-wire"]),
    "members-that-are-no-texts": areAllErrors(() => NO_TEXTS.flatMap((odd) => mistyped(odd))),
  },
} as const satisfies Partial<Catalogue<"angen", AngenSession>>;
