import { expectThat } from "../../kit/expect.ts";
import { fields } from "../../kit/http.ts";
import { checkFor } from "../../model/check.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import type { AuthSession } from "./client.ts";
import { succeed } from "./outcomes.ts";

const check = checkFor<AuthSession>();

/** Checks of the cookies of the auth app, and of requests that other pages make with them. */
export const cookies = {
  "pattmayne.cookies-are-secure": {
    "fresh-login": check({
      act: async ({ pm, account }) => ({ login: await pm.sharedLogin(account) }),
      control: ({ login }) => succeed(login),
      judge: ({ login }) => haveAttribute("secure", login),
    }),
    "renewed-cookies": check({
      act: async ({ pm, account }) => {
        const { refreshToken } = await pm.cookies(account);
        return { renewal: await pm.refresh(refreshToken) };
      },
      control: ({ renewal }) => succeed(renewal),
      judge: ({ renewal }) => haveAttribute("secure", renewal),
    }),
  },
} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;

/** Finds fault with each cookie of an answer that lacks an attribute. */
function haveAttribute(name: string, exchange: Exchange): readonly Finding[] {
  return fields(exchange, "set-cookie").flatMap((cookie) => {
    const [pair = "", ...attributes] = cookie.split(";").map((part) => part.trim());
    const has = attributes.some((attribute) => attribute.split("=")[0]?.toLowerCase() === name);
    return expectThat(
      has,
      exchange.step,
      `${name} on the cookie ${pair.split("=")[0]}`,
      attributes.join("; ") || "none",
    );
  });
}
