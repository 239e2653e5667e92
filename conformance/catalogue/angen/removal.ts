import { checkFor } from "../../model/check.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { Account } from "../../model/target.ts";
import type { Catalogue } from "../catalogue.ts";
import { remove } from "../common/removal.ts";
import type { AngenSession, Token } from "./api.ts";
import { logIn, yieldTokens } from "./expectations.ts";
import { face } from "./face.ts";
import { byName } from "./get-token.ts";
import { areRefused } from "./outcomes.ts";

const check = checkFor<AngenSession>();
const needs = ["remove-account-hook", "disposable-account"] as const;

/** An account that has been used, and is removed then. */
export async function removed(session: AngenSession) {
  const { angen } = session;
  const { account, token: first } = await angen.lend();
  const token = await angen.renewed(first);
  const control = await angen.login(token.identifierCode);
  await remove(session, account, face);
  return { account, token, control, userId: first.from.taken["userId"] };
}

/** Checks of accounts that are removed, by whoever runs the target. */
export const removals = {
  "angen.removed-account-gets-no-token": {
    "after-its-removal": check({
      needs,
      act: async (session) => {
        const { angen } = session;
        const { account, control, userId } = await removed(session);
        const { username, password, email = angen.emailOf(username) } = account;
        return {
          control,
          byName: await angen.getToken({ username, password }),
          byEmail: await angen.getToken({ email, password }),
          byId: await angen.getToken({ userId, password }),
        };
      },
      control: ({ control }) => logIn(control),
      judge: ({ byName: name, byEmail, byId }) => areRefused(name, byEmail, byId),
    }),
    "renewal-after-its-removal": check({
      needs,
      act: async (session) => {
        const { token, control } = await removed(session);
        return { control, renewal: await session.angen.renew(token) };
      },
      control: ({ control }) => logIn(control),
      judge: ({ renewal }) => areRefused(renewal),
    }),
    "name-given-to-another": check({
      needs: ["remove-account-hook", "registration"],
      act: async (session) => {
        const { angen } = session;
        const { taker, ...before } = await givenToAnother(session);
        return {
          control: before.control,
          taker: taker.from,
          attempt: await angen.getToken(byName(before.account)),
          renewal: await angen.renew(before.token),
        };
      },
      control: ({ control, taker }) => [...logIn(control), ...yieldTokens(taker)],
      judge: ({ attempt, renewal }) => areRefused(attempt, renewal),
    }),
  },
  "angen.removed-accounts-token-logs-nobody-in": {
    "after-its-removal": check({
      needs,
      act: async (session) => {
        const { token, control } = await removed(session);
        return { control, attempt: await session.angen.login(token.identifierCode) };
      },
      control: ({ control }) => logIn(control),
      judge: ({ attempt }) => areRefused(attempt),
    }),
    "name-given-to-another": check({
      needs: ["remove-account-hook", "registration"],
      act: async (session) => {
        const { control, token, taker } = await givenToAnother(session);
        return { control, taker: taker.from, attempt: await session.angen.login(token.identifierCode) };
      },
      control: ({ control, taker }) => [...logIn(control), ...yieldTokens(taker)],
      judge: ({ attempt }) => areRefused(attempt),
    }),
  },
} as const satisfies Partial<Catalogue<"angen", AngenSession>>;

/** A removed account whose name and email somebody else has registered. */
async function givenToAnother(session: AngenSession): Promise<{
  readonly account: Account;
  readonly token: Token;
  readonly control: Exchange;
  readonly taker: Token;
}> {
  const { angen, newPassword } = session;
  const { account, token, control } = await removed(session);
  const taker = await angen.registered({ ...account, password: newPassword(20) });
  return { account, token, control, taker: taker.token };
}
