import { checkFor } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Catalogue } from "../catalogue.ts";
import { numbered } from "../common/parallel.ts";
import type { AngenConnection, AngenSession, Token } from "./api.ts";
import { logIn, yieldTokens } from "./expectations.ts";
import { areRefused } from "./outcomes.ts";
import { isStill, renewedTimes } from "./renewal.ts";
import { leave, spare } from "./spare.ts";

const check = checkFor<AngenSession>();

/** Longer than a server may think that it remembers something for a moment. */
const A_WHILE_MS = 1200;

/** A token that is renewed somewhere, and what it and the new one are good for then. */
function renewed(
  on: (session: AngenSession, token: Token) => Promise<AngenConnection>,
  needs: readonly "second-account"[] = [],
) {
  const act = async (session: AngenSession) => {
    const { angen, account } = session;
    const token = await spare(session, account);
    const control = await (await on(session, token)).renew(token);
    const next = angen.issued(control);
    const login = await angen.login(token.identifierCode);
    const renewal = await angen.renew(token);
    // Right behind a use of the new one, too.
    const use = await angen.login(next.identifierCode);
    const again = await angen.login(token.identifierCode);
    if (use.outcome === "loggedIn") leave(session, account, next);
    return { control, login, renewal, use, again };
  };
  return {
    identifier: check({
      needs,
      act,
      control: ({ control }) => yieldTokens(control),
      judge: ({ login, again }) => areRefused(login, again),
    }),
    renewal: check({
      needs,
      act,
      control: ({ control }) => yieldTokens(control),
      judge: ({ renewal }) => areRefused(renewal),
    }),
  };
}

const onNobodys = renewed(({ angen }) => angen.open());
const onItsUsers = renewed(async ({ angen }, token) => (await angen.enter(token)).connection);
const onAnothers = renewed(async ({ angen, other }) => (await angen.enter(other)).connection, ["second-account"]);

/** Checks of what a renewal ends. */
export const renewalEnds = {
  "angen.renewal-ends-the-old-identifier-code": {
    "on-a-connection-of-nobody": onNobodys.identifier,
    "on-its-users-connection": onItsUsers.identifier,
    "on-another-users-connection": onAnothers.identifier,
    "used-just-before": check({
      act: async (session) => {
        const { angen, account } = session;
        const token = await spare(session, account);
        const open = await angen.open();
        const control = await angen.login(token.identifierCode);
        const next = await angen.renewed(token);
        const attempt = await open.login(token.identifierCode);
        leave(session, account, next);
        return { control, attempt, whoami: await open.whoami() };
      },
      control: ({ control }) => logIn(control),
      judge: ({ attempt, whoami }) => areRefused(attempt, whoami),
    }),
    "on-the-connection-that-it-logged-in": check({
      act: async (session) => {
        const { angen, account } = session;
        const token = await spare(session, account);
        const { connection, login: control } = await angen.enter(token);
        const next = await angen.renewed(token);
        const attempt = await connection.login(token.identifierCode);
        leave(session, account, next);
        return { control, attempt };
      },
      control: ({ control }) => logIn(control),
      judge: ({ attempt }) => areRefused(attempt),
    }),
    "after-three-renewals": check({
      act: async (session): Promise<Evidence & { control: Exchange }> => {
        const { angen, account } = session;
        const chain = await renewedTimes(session, await spare(session, account), 3);
        const last = chain.pop() as Token;
        const attempts: Exchange[] = [];
        for (const { identifierCode } of chain) attempts.push(await angen.login(identifierCode));
        const control = await angen.login(last.identifierCode);
        leave(session, account, last);
        return { ...numbered("attempt", attempts), control };
      },
      control: ({ control }) => logIn(control),
      judge: ({ control: _, ...attempts }) => areRefused(...Object.values(attempts)),
    }),
    "after-a-while": check({
      act: async (session) => {
        const { angen, account, until, targetNow } = session;
        const token = await spare(session, account);
        const before = await angen.login(token.identifierCode);
        const next = await angen.renewed(token);
        await until(targetNow(), A_WHILE_MS);
        const attempt = await angen.login(token.identifierCode);
        leave(session, account, next);
        return { before, control: next.from, attempt };
      },
      control: ({ before, control }) => [...logIn(before), ...yieldTokens(control)],
      judge: ({ attempt }) => areRefused(attempt),
    }),
  },
  "angen.renewal-ends-the-old-renewal-code": {
    "on-a-connection-of-nobody": onNobodys.renewal,
    "on-its-users-connection": onItsUsers.renewal,
    "on-another-users-connection": onAnothers.renewal,
    "twice-on-one-connection": check({
      act: async (session) => {
        const { angen, account } = session;
        const token = await spare(session, account);
        const connection = await angen.open();
        const control = await connection.renew(token);
        const attempt = await connection.renew(token);
        leave(session, account, angen.issued(control));
        return { control, attempt, again: await connection.renew(token) };
      },
      control: ({ control }) => yieldTokens(control),
      judge: ({ attempt, again }) => areRefused(attempt, again),
    }),
    "after-three-renewals": check({
      act: async (session): Promise<Evidence & { control: Exchange }> => {
        const { angen, account } = session;
        const chain = await renewedTimes(session, await spare(session, account), 3);
        const last = chain.pop() as Token;
        const control = await angen.login(last.identifierCode);
        const attempts: Exchange[] = [];
        for (const token of chain) attempts.push(await angen.renew(token));
        return { ...numbered("attempt", attempts), control };
      },
      control: ({ control }) => logIn(control),
      judge: ({ control: _, ...attempts }) => areRefused(...Object.values(attempts)),
    }),
    "after-a-while": check({
      act: async (session) => {
        const { angen, account, until, targetNow } = session;
        const token = await spare(session, account);
        const next = await angen.renewed(token);
        const control = await angen.login(next.identifierCode);
        await until(targetNow(), A_WHILE_MS);
        return { control, attempt: await angen.renew(token) };
      },
      control: ({ control }) => logIn(control),
      judge: ({ attempt }) => areRefused(attempt),
    }),
  },
  "angen.renewal-ends-one-token-only": {
    "three-tokens-of-a-user": check({
      act: async (session): Promise<Evidence & Record<"control" | "login" | "renewal", Exchange>> => {
        const { angen, account } = session;
        const [first, second, third] = [
          await spare(session, account),
          await spare(session, account),
          await spare(session, account),
        ];
        const control = (await renewedTimes(session, first, 2)).at(-1) as Token;
        const login = await angen.login(second.identifierCode);
        const renewal = await angen.renew(third);
        leave(session, account, control);
        leave(session, account, second);
        if (renewal.outcome === "token") leave(session, account, angen.issued(renewal));
        return { control: control.from, login, renewal };
      },
      control: ({ control }) => yieldTokens(control),
      judge: ({ login, renewal }) => [...logIn(login), ...yieldTokens(renewal)],
    }),
    "two-users": check({
      needs: ["second-account"],
      act: async (session) => {
        const { angen, account, other } = session;
        const [mine, theirs] = [await spare(session, account), await spare(session, other)];
        const next = await angen.renewed(mine);
        const login = await angen.login(theirs.identifierCode);
        const renewal = await angen.renew(theirs);
        leave(session, account, next);
        if (renewal.outcome === "token") leave(session, other, angen.issued(renewal));
        return { control: next.from, login, renewal };
      },
      control: ({ control }) => yieldTokens(control),
      judge: ({ login, renewal }) => [...logIn(login), ...yieldTokens(renewal)],
    }),
  },
  "angen.renewal-leaves-connections-alone": {
    "two-connections": check({
      act: async (session) => {
        const { angen, account } = session;
        const token = await spare(session, account);
        const [one, two] = [await angen.enter(token), await angen.enter(token)];
        const chain = await renewedTimes(session, token, 2);
        const next = chain.at(-1) as Token;
        const first = await one.connection.whoami();
        const second = await two.connection.whoami();
        const refused = await angen.login(token.identifierCode);
        const end = await one.connection.closed(300);
        leave(session, account, next);
        return {
          login: one.login,
          control: next.from,
          first,
          second,
          refused,
          end,
          again: await one.connection.whoami(),
        };
      },
      control: ({ control }) => yieldTokens(control),
      judge: ({ login, first, second, again }) => [first, second, again].flatMap((each) => isStill(each, login)),
    }),
    "on-the-connection-that-it-logged-in": check({
      act: async (session) => {
        const { angen, account } = session;
        const token = await spare(session, account);
        const { connection, login } = await angen.enter(token);
        const control = await connection.renew(token);
        const whoami = await connection.whoami();
        const end = await connection.closed(300);
        if (control.outcome === "token") leave(session, account, angen.issued(control));
        return { login, control, whoami, end, again: await connection.whoami() };
      },
      control: ({ control }) => yieldTokens(control),
      judge: ({ login, whoami, again }) => [whoami, again].flatMap((each) => isStill(each, login)),
    }),
  },
} as const satisfies Partial<Catalogue<"angen", AngenSession>>;
