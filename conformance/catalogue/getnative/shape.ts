import { operations } from "@authmark/protocols/getnative/schemas";
import { checkFor } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Catalogue } from "../catalogue.ts";
import { hasShapeOf } from "../common/declared-shape.ts";
import type { GetnativeSession } from "./client.ts";
import { tokenOf } from "./tokens.ts";

const check = checkFor<GetnativeSession>();
const needs = ["default-wire"] as const;

const hasItsShape = (exchange: Exchange) => hasShapeOf(operations, exchange);

/** Checks of how the interface spells its answers: only where a target speaks the protocol's own wire. */
export const shape = {
  "getnative.responses-have-the-declared-shape": {
    "fresh-login": check({
      needs,
      act: async ({ gn, account }) => {
        const login = await gn.sharedLogin(account);
        return { login, use: await gn.account(await gn.access(account)) };
      },
      judge: (evidence) => Object.values(evidence).flatMap(hasItsShape),
    }),
    "life-of-an-account": check({
      needs: [...needs, "registration"],
      act: async ({ gn, newPassword }): Promise<Evidence> => {
        const account = gn.newAccount();
        const creation = await gn.register(account);
        const taken = await gn.register({ ...account, password: newPassword(20) });
        const use = await gn.account(tokenOf(creation));
        const next = newPassword(20);
        const change = await gn.changePassword(tokenOf(use), { current: account.password, next });
        const deletion = await gn.deleteAccount(tokenOf(use), account);
        return { creation, taken, use, change, deletion };
      },
      judge: (evidence) => Object.values(evidence).flatMap(hasItsShape),
    }),
    "wrong-password": check({
      needs,
      act: async ({ gn, account: { username, password } }) => ({
        login: await gn.login({ username, password: `not ${password}` }),
        malformed: await gn.login({ username }),
        use: await gn.account("garbage"),
        unauthenticated: await gn.account(undefined),
        change: await gn.changePassword("garbage", { current: password, next: password }),
        deletion: await gn.deleteAccount("garbage"),
      }),
      judge: (evidence) => Object.values(evidence).flatMap(hasItsShape),
    }),
    "wrong-current-password": check({
      needs,
      act: async ({ gn, account }) => {
        const token = await gn.access(account);
        const { password } = account;
        return { change: await gn.changePassword(token, { current: `not ${password}`, next: password }) };
      },
      judge: (evidence) => Object.values(evidence).flatMap(hasItsShape),
    }),
  },
} as const satisfies Partial<Catalogue<"getnative", GetnativeSession>>;
