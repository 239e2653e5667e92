import { altered, likeBase64, reordered, tokenInOtherCase, truncated } from "../../kit/tokens.ts";
import { checkFor, type Need } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Catalogue } from "../catalogue.ts";
import { numbered } from "../common/parallel.ts";
import type { AngenSession, Token } from "./api.ts";
import { logIn } from "./expectations.ts";
import { alteredInEveryPart } from "./near-codes.ts";
import { areRefused, fail } from "./outcomes.ts";
import { isStill } from "./renewal.ts";
import { leave, spare } from "./spare.ts";

const check = checkFor<AngenSession>();

type Tried = Evidence & { readonly control: Exchange };

/** What stands in the place of an identifier code, made from a good token. */
type Spoil = (token: Token, session: AngenSession) => readonly unknown[];

/** Logins with texts that are no identifier code; the control is the code that they were made from. */
function trying(spoil: Spoil) {
  return async (session: AngenSession): Promise<Tried> => {
    const { angen, account } = session;
    const token = await angen.token(account);
    const control = await angen.login(token.identifierCode);
    const attempts: Exchange[] = [];
    for (const code of spoil(token, session)) attempts.push(await angen.login(code));
    return { ...numbered("attempt", attempts), control };
  };
}

const control = ({ control: right }: Tried) => logIn(right);
const failing = (spoil: Spoil) =>
  check({ act: trying(spoil), control, judge: ({ control: _, ...tried }) => fail(...Object.values(tried)) });
/** What may be no code at all, as its form goes: to say so is right as well. */
const refusing = (spoil: Spoil) =>
  check({ act: trying(spoil), control, judge: ({ control: _, ...tried }) => areRefused(...Object.values(tried)) });
/** One text, made from the identifier code. */
const text =
  (change: (code: string) => string): Spoil =>
  ({ identifierCode }) => [change(identifierCode)];

/** A connection on which a login fails, asked before and afterwards whose it is. */
function leaves(
  wrong: (session: AngenSession, own: Token) => unknown,
  { of = "nobody", needs = [] }: { of?: "nobody" | "user"; needs?: readonly Need[] } = {},
) {
  return check({
    needs,
    act: async (session): Promise<Tried & Record<"attempt" | "whoami", Exchange>> => {
      const { angen, account } = session;
      const { connection: known, token, login } = await angen.enter(account);
      const connection = of === "nobody" ? await angen.open() : known;
      const attempt = await connection.login(await wrong(session, token));
      return { control: login, attempt, whoami: await connection.whoami() };
    },
    control: ({ control: right, attempt }) => [...logIn(right), ...areRefused(attempt)],
    judge: ({ control: right, whoami }) => (of === "nobody" ? fail(whoami) : isStill(whoami, right)),
  });
}

const ofUser = { of: "user" } as const;
const betweenUsers = { of: "user", needs: ["second-account"] } as const;

/** Checks of logins that fail. */
export const failedLogins = {
  "angen.bad-identifier-code-is-failure": {
    "garbage-token": failing(() => ["garbage"]),
    "altered-at-its-start": failing(text((code) => altered(code, "start"))),
    "altered-token": failing(text(altered)),
    "altered-at-its-end": failing(text((code) => altered(code, "end"))),
    "altered-in-every-part": failing(({ identifierCode }) => alteredInEveryPart(identifierCode)),
    "shorter-token": failing(text(truncated)),
    "one-character-less": failing(({ identifierCode }) => [
      identifierCode.replace(/.(=*)$/, "$1"),
      identifierCode.slice(1),
    ]),
    "longer-token": failing(({ identifierCode }) => [
      identifierCode.replace(/(=*)$/, "AAAA$1"),
      `AAAA${identifierCode}`,
    ]),
    "doubled-token": failing(text((code) => `${code}${code}`)),
    "token-in-other-case": failing(text(tokenInOtherCase)),
    "reordered-token": failing(text(reordered)),
    "random-token": failing(({ identifierCode }, { random }) => [likeBase64(identifierCode, random)]),
    "user-name-as-token": failing((_, { account }) => [account.username]),
    "user-number-as-token": failing(({ from }) => [String(from.taken["userId"])]),
    "the-word-null": failing(() => ["null"]),
    "the-word-undefined": failing(() => ["undefined"]),
    "wildcard-for-token": failing(({ identifierCode }) => ["%", "*", `${identifierCode.slice(0, 4)}%`]),
    "both-codes-as-one": failing(({ identifierCode, renewalCode }) => [
      `${identifierCode}${renewalCode}`,
      `${identifierCode}:${renewalCode}`,
    ]),
    "blanks-before": refusing(text((code) => ` ${code}`)),
    "blanks-behind": refusing(text((code) => `${code}  `)),
    "line-break-behind": refusing(text((code) => `${code}\n`)),
    "bytes-after-nul": refusing(text((code) => `${code}\0x`)),
    "empty-token": refusing(() => [""]),
    "letters-beyond-ascii": refusing(({ identifierCode }) => ["t\u00f6k\u00e9n", `${identifierCode}\u0142`]),
    "long-token": refusing(text((code) => `${code}${"A".repeat(3000)}`)),
  },
  "angen.renewal-code-logs-nobody-in": {
    "renewal-code-as-identifier-code": refusing(({ renewalCode }) => [renewalCode]),
    "after-a-renewal": check({
      act: async (session) => {
        const { angen, account } = session;
        const token = await spare(session, account);
        const next = await angen.renewed(token);
        const right = await angen.login(next.identifierCode);
        leave(session, account, next);
        return {
          control: right,
          attempt: await angen.login(next.renewalCode),
          old: await angen.login(token.renewalCode),
        };
      },
      control,
      judge: ({ attempt, old }) => areRefused(attempt, old),
    }),
    "renewal-code-beside-garbage": check({
      act: async ({ angen, account }) => {
        const token = await angen.token(account);
        const right = await angen.login(token.identifierCode);
        const attempt = await angen.login("garbage", { envelope: withRenewalCode(token) });
        const alone = await angen.login(undefined, { envelope: withRenewalCode(token) });
        return { control: right, attempt, alone };
      },
      control,
      judge: ({ attempt, alone }) => areRefused(attempt, alone),
    }),
    "on-the-connection-of-its-token": check({
      act: async (session) => {
        const { angen, account } = session;
        const connection = await angen.open();
        const issue = await connection.getToken({ username: account.username, password: account.password });
        const token = angen.issued(issue);
        const attempt = await connection.login(token.renewalCode);
        const whoami = await connection.whoami();
        const right = await connection.login(token.identifierCode);
        leave(session, account, token);
        return { control: right, attempt, whoami };
      },
      control,
      judge: ({ attempt, whoami }) => areRefused(attempt, whoami),
    }),
  },
  "angen.password-is-no-identifier-code": {
    "password-as-identifier-code": refusing((_, { account: { username, password } }) => [
      password,
      `${username}:${password}`,
    ]),
    "password-beside-garbage": check({
      act: async ({ angen, account }) => {
        const token = await angen.token(account);
        const right = await angen.login(token.identifierCode);
        const { username: name, password } = account;
        const envelope = (own: Readonly<Record<string, unknown>>) => ({
          ...own,
          command: { ...(own["command"] as object), name, password },
        });
        const attempt = await angen.login("garbage", { envelope });
        return { control: right, attempt, alone: await angen.login(undefined, { envelope }) };
      },
      control,
      judge: ({ attempt, alone }) => areRefused(attempt, alone),
    }),
  },
  "angen.failed-login-leaves-the-connection-as-it-was": {
    "garbage-on-a-connection-of-nobody": leaves(() => "garbage"),
    "altered-code-on-a-connection-of-nobody": leaves((_, { identifierCode }) => altered(identifierCode, "end")),
    "renewal-code-on-a-connection-of-nobody": leaves((_, { renewalCode }) => renewalCode),
    "garbage-on-a-users-connection": leaves(() => "garbage", ofUser),
    "altered-code-on-a-users-connection": leaves((_, { identifierCode }) => altered(identifierCode), ofUser),
    "empty-code-on-a-users-connection": leaves(() => "", ofUser),
    "anothers-altered-code": leaves(
      async ({ angen, other }) => altered((await angen.token(other)).identifierCode, "end"),
      betweenUsers,
    ),
    "anothers-renewal-code": leaves(async ({ angen, other }) => (await angen.token(other)).renewalCode, betweenUsers),
    "anothers-ended-code": leaves(async (session) => {
      const { angen, other } = session;
      const token = await spare(session, other);
      leave(session, other, await angen.renewed(token));
      return token.identifierCode;
    }, betweenUsers),
    "several-in-a-row": check({
      act: async ({ angen, account }) => {
        const { connection, token, login } = await angen.enter(account);
        for (const wrong of ["garbage", token.renewalCode, altered(token.identifierCode), "%"]) {
          await connection.login(wrong);
        }
        const whoami = await connection.whoami();
        return { control: login, whoami, ping: await connection.ping(), again: await connection.whoami() };
      },
      control,
      judge: ({ control: right, whoami, again }) => [whoami, again].flatMap((each) => isStill(each, right)),
    }),
    "login-after-it": check({
      act: async ({ angen, account }) => {
        const token = await angen.token(account);
        const right = await angen.login(token.identifierCode);
        const connection = await angen.open();
        await connection.login("garbage");
        const login = await connection.login(token.identifierCode);
        return { control: right, login, whoami: await connection.whoami() };
      },
      control,
      judge: ({ control: right, login, whoami }) => [...logIn(login), ...isStill(whoami, right)],
    }),
  },
} as const satisfies Partial<Catalogue<"angen", AngenSession>>;

/** The command with the renewal code of a token in it, under its own name. */
function withRenewalCode({ renewalCode }: Token) {
  return (own: Readonly<Record<string, unknown>>) => ({
    ...own,
    command: { ...(own["command"] as object), renewal_code: renewalCode },
  });
}
