import { checkFor } from "../../model/check.ts";
import type { Catalogue } from "../catalogue.ts";
import type { AngenSession } from "./api.ts";
import { logIn, yieldTokens } from "./expectations.ts";
import { ALMOST_MS } from "./expiry.ts";
import { fresh, leave } from "./spare.ts";

const check = checkFor<AngenSession>();
const needs = ["short-access-lifetime"] as const;

/** Checks of tokens that are about to expire. */
export const lateTokens = {
  "angen.identifier-code-is-not-used-up": {
    "late-in-its-life": check({
      needs,
      act: async (session) => {
        const { angen, until } = session;
        const token = await fresh(session);
        const control = await angen.login(token.identifierCode);
        await until(angen.expiryOf(token), ALMOST_MS);
        return { control, use: await angen.login(token.identifierCode) };
      },
      control: ({ control }) => logIn(control),
      judge: ({ use }) => logIn(use),
    }),
    "first-used-late": check({
      needs,
      act: async (session) => {
        const { angen, until } = session;
        const token = await fresh(session);
        await until(angen.expiryOf(token), ALMOST_MS);
        return { control: token.from, use: await angen.login(token.identifierCode) };
      },
      control: ({ control }) => yieldTokens(control),
      judge: ({ use }) => logIn(use),
    }),
  },
  "angen.both-codes-renew-a-token": {
    "late-in-its-life": check({
      needs,
      act: async (session) => {
        const { angen, account, until } = session;
        const token = await fresh(session);
        await until(angen.expiryOf(token), ALMOST_MS);
        const renewal = await angen.renew(token);
        if (renewal.outcome === "token") leave(session, account, angen.issued(renewal));
        return { control: token.from, renewal };
      },
      control: ({ control }) => yieldTokens(control),
      judge: ({ renewal }) => yieldTokens(renewal),
    }),
  },
} as const satisfies Partial<Catalogue<"angen", AngenSession>>;
