import { expecting } from "../../kit/expect.ts";
import { checkFor, type Need } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Account } from "../../model/target.ts";
import type { Finding } from "../../model/verdict.ts";
import { numbered } from "../common/parallel.ts";
import type { AngenConnection, AngenSession, Token } from "./api.ts";
import { haveEnded, logIn } from "./expectations.ts";
import { byName } from "./get-token.ts";
import { areRefused } from "./outcomes.ts";
import { isStill } from "./renewal.ts";

const check = checkFor<AngenSession>();

/** What ends all of a user's tokens and connections, asked on one of them. */
export interface Ending {
  readonly needs: readonly Need[];
  /** The answer, which may be missing, and the account as it is then. */
  end(
    session: AngenSession,
    connection: AngenConnection,
    account: Account,
  ): Promise<{ readonly answer: Exchange; readonly after: Account }>;
}

/** A connection is surely closed within this time, in milliseconds. */
export const CLOSES_WITHIN_MS = 3000;
/** Where a user is besides. */
const ELSEWHERE = "127.0.0.9";
/** One that is to stay open shows within this time that it was not. */
const STAYS_FOR_MS = 400;

/** Whether there was an answer is another requirement's affair. */
const isDone = (answer: Exchange): readonly Finding[] => expecting(answer, "success", "unanswered");

/** Tokens of one user that came to be in every way; the first is that of the login. */
async function tokensOfEveryKind({ angen }: AngenSession, account: Account, first: Token): Promise<Token[]> {
  const second = await angen.signIn(account);
  const { userId } = first.from.taken;
  const byId = angen.issued(await angen.getToken({ userId, password: account.password }));
  const renewed = await angen.renewed(await angen.renewed(second));
  return [first, byId, renewed];
}

/** Every token of a user is ended: each logs in, or is renewed, at once and once more when there is a new token. */
function everyToken({ needs, end }: Ending, attempt: (connection: AngenConnection, token: Token) => Promise<Exchange>) {
  return check({
    needs,
    act: async (session): Promise<Evidence & Record<"control" | "answer", Exchange>> => {
      const { angen } = session;
      const { account, token } = await angen.lend();
      const tokens = await tokensOfEveryKind(session, account, token);
      const open = await angen.open();
      const { connection } = await angen.enter(token);
      // One of the others is in use as well.
      const { login: control } = await angen.enter(tokens.at(-1) ?? token);
      const { answer, after } = await end(session, connection, account);
      const attempts: Exchange[] = [];
      for (const each of tokens) attempts.push(await attempt(open, each));
      await angen.getToken(byName(after));
      for (const each of tokens) attempts.push(await attempt(await angen.open(), each));
      return { ...numbered("attempt", attempts), control, answer };
    },
    control: ({ control, answer }) => [...logIn(control), ...isDone(answer)],
    judge: ({ control: _, answer: __, ...attempts }) => areRefused(...Object.values(attempts)),
  });
}

/** Checks of one ending, by what they are about; each goes under a requirement's own name. */
export function endings(ending: Ending) {
  const { needs, end } = ending;

  /** The answer comes, whichever other connections the user has. */
  const answered = (connectionsBeside: number, isRenewed: boolean) =>
    check({
      needs,
      act: async (session) => {
        const { angen } = session;
        const { account, token: first } = await angen.lend();
        const token = isRenewed ? await angen.renewed(first) : first;
        const { connection, login } = await angen.enter(token);
        for (let more = 0; more < connectionsBeside; more++) await angen.enter(token);
        const { answer } = await end(session, connection, account);
        return { login, answer, end: await connection.closed(CLOSES_WITHIN_MS) };
      },
      control: ({ login }) => logIn(login),
      judge: ({ answer }) => expecting(answer, "success"),
    });

  return {
    login: everyToken(ending, (connection, { identifierCode }) => connection.login(identifierCode)),
    renewal: everyToken(ending, (connection, token) => connection.renew(token)),

    answered: answered(0, false),
    answeredAmongOthers: answered(3, true),

    closesEveryConnection: check({
      needs,
      act: async (session): Promise<Evidence & Record<"control" | "answer", Exchange>> => {
        const { angen } = session;
        const { account, token } = await angen.lend();
        const tokens = await tokensOfEveryKind(session, account, token);
        const entered = [];
        for (const each of [token, ...tokens])
          entered.push(await angen.enter(each, { label: "another of the user's" }));
        const { connection, login: control } = await angen.enter(token, { label: "the one that asked" });
        // The token of this one was renewed behind its login.
        const last = await angen.enter(tokens.at(-1) ?? token, { label: "one whose token was renewed" });
        await angen.renewed(last.token);
        const { answer } = await end(session, connection, account);
        const all = [connection, last.connection, ...entered.map((each) => each.connection)];
        const ends: Exchange[] = [];
        for (const each of all) ends.push(await each.closed(CLOSES_WITHIN_MS));
        return { ...numbered("end", ends), control, answer };
      },
      control: ({ control, answer }) => [...logIn(control), ...isDone(answer)],
      judge: ({ control: _, answer: __, ...ends }) => haveEnded(...Object.values(ends)),
    }),

    /** A token that the user has from another address; where tokens keep it, it is tried from there. */
    endsTokenFromElsewhere: check({
      needs: [...needs, "second-address"],
      act: async (session) => {
        const { angen } = session;
        const { account, token } = await angen.lend();
        const there = await angen.open({ from: ELSEWHERE });
        const theirs = angen.issued(await there.getToken(byName(account)));
        const { login: control } = await angen.enter(theirs, { from: ELSEWHERE });
        const { connection } = await angen.enter(token);
        const { answer } = await end(session, connection, account);
        const later = await angen.open({ from: ELSEWHERE });
        const attempts = [await later.login(theirs.identifierCode), await later.renew(theirs)];
        return { ...numbered("attempt", attempts), control, answer } as Evidence &
          Record<"control" | "answer", Exchange>;
      },
      control: ({ control, answer }) => [...logIn(control), ...isDone(answer)],
      judge: ({ control: _, answer: __, ...attempts }) => areRefused(...Object.values(attempts)),
    }),

    /** A connection of the user's from another address, with a token that was given there. */
    closesConnectionFromElsewhere: check({
      needs: [...needs, "second-address"],
      act: async (session) => {
        const { angen } = session;
        const { account, token } = await angen.lend();
        const there = await angen.open({ from: ELSEWHERE });
        const theirs = angen.issued(await there.getToken(byName(account)));
        const far = await angen.enter(theirs, { from: ELSEWHERE });
        const { connection } = await angen.enter(token);
        const { answer } = await end(session, connection, account);
        return { control: far.login, answer, end: await far.connection.closed(CLOSES_WITHIN_MS) };
      },
      control: ({ control, answer }) => [...logIn(control), ...isDone(answer)],
      judge: ({ end: last }) => haveEnded(last),
    }),

    /** A connection that was another user's before, where that can be. */
    closesChangedConnection: check({
      needs,
      act: async (session) => {
        const { angen, account: known } = session;
        const { account, token } = await angen.lend();
        const changed = await angen.enter(known);
        const second = await changed.connection.login(token.identifierCode);
        const { connection, login } = await angen.enter(token);
        const { answer } = await end(session, connection, account);
        const waited = second.outcome === "loggedIn" ? CLOSES_WITHIN_MS : 0;
        return { login, second, answer, end: await changed.connection.closed(waited) };
      },
      control: ({ login, answer }) => [...logIn(login), ...isDone(answer)],
      judge: ({ second, end: last }) => (second.outcome === "loggedIn" ? haveEnded(last) : []),
    }),

    /** What is another user's, or nobody's, stays; also a connection that was the user's before, where that can be. */
    leavesOthersAlone: check({
      needs,
      act: async (session) => {
        const { angen, account: known } = session;
        const { account, token } = await angen.lend();
        const theirs = await angen.token(known);
        const their = await angen.enter(theirs);
        const nobodys = await angen.open();
        const changed = await angen.enter(token);
        const second = await changed.connection.login(theirs.identifierCode);
        const { connection, login } = await angen.enter(token);
        const { answer } = await end(session, connection, account);
        const mayClose = second.outcome === "loggedIn" ? {} : { mayClose: true as const };
        await their.connection.closed(STAYS_FOR_MS);
        return {
          login,
          answer,
          before: their.login,
          second,
          whoami: await their.connection.whoami(),
          ping: await nobodys.ping(),
          changed: await changed.connection.whoami(mayClose),
          again: await angen.login(theirs.identifierCode),
        };
      },
      control: ({ login, answer }) => [...logIn(login), ...isDone(answer)],
      judge: ({ before, whoami, ping, second, changed, again }) => [
        ...isStill(whoami, before),
        ...expecting(ping, "pong"),
        ...(second.outcome === "loggedIn" ? isStill(changed, before) : []),
        ...logIn(again),
      ],
    }),
  };
}
