import { expectThat } from "../../kit/expect.ts";
import { httpResponse } from "../../kit/http.ts";
import { type SetCookie, tokenCookies } from "../../kit/set-cookies.ts";
import { type Check, checkFor, type Need } from "../../model/check.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import type { AuthSession } from "./client.ts";
import { succeed } from "./outcomes.ts";

const check = checkFor<AuthSession>();

/** One way to have cookies set. */
interface Way {
  readonly needs: readonly Need[];
  /** It waits: checks that all waited for one of them would leave it no turn to go on. */
  readonly waits?: true;
  ask(session: AuthSession): Promise<Exchange>;
}

/** What sets cookies of the auth app. */
const SETTING = {
  "fresh-login": { needs: [], ask: ({ pm, account }) => pm.sharedLogin(account) },
  "second-login": {
    needs: [],
    async ask({ pm, account }) {
      await pm.sharedLogin(account);
      return (await pm.signIn(account)).from;
    },
  },
  "login-by-email": {
    needs: ["registration"],
    async ask({ pm }) {
      const { account } = await pm.registered();
      return pm.login({ username: account.email, password: account.password });
    },
  },
  "fresh-registration": { needs: ["registration"], ask: async ({ pm }) => (await pm.registered()).from },
  "registration-of-a-known-user": {
    needs: ["registration"],
    async ask({ pm }) {
      const { account, from } = await pm.registered();
      const { username, email, password } = account;
      const again = await pm.register({ username, email, password });
      // Whoever has not verified the email may be refused.
      return again.outcome === "success" ? again : from;
    },
  },
  "login-at-a-client": {
    needs: ["client"],
    async ask({ pm, account }) {
      const { username, password } = account;
      return pm.login({ username, password, clientId: (await pm.client()).clientId });
    },
  },
  "login-by-cookies": {
    needs: ["client"],
    ask: async ({ pm, account }) => (await pm.code(await pm.signIn(account), await pm.client())).from,
  },
  "renewed-cookies": {
    needs: ["refresh-operation"],
    ask: async ({ pm, account }) => pm.refresh((await pm.signIn(account)).refreshToken),
  },
  "renewed-in-passing": {
    needs: ["short-access-lifetime", "disposable-account"],
    waits: true,
    async ask({ pm, until }) {
      const user = await pm.lend();
      await until(pm.expiryOf(user.from));
      const use = await pm.me(user);
      // Not every server renews in passing.
      return use.outcome === "success" ? use : user.from;
    },
  },
  "renewed-at-a-client": {
    needs: ["short-access-lifetime", "disposable-account", "client"],
    waits: true,
    async ask({ pm, until }) {
      const { from, accessToken, refreshToken } = await pm.lend();
      const { clientId } = await pm.client();
      await until(pm.expiryOf(from));
      const login = await pm.login({ accessToken, refreshToken, clientId });
      // Not every server lets in by an expired token, nor sets a new one.
      return login.outcome === "success" ? login : from;
    },
  },
} as const satisfies Record<string, Way>;

/** One check for each of them, of every cookie that carries a token. */
function whateverIsSet(judge: (cookie: SetCookie, exchange: Exchange) => readonly Finding[]) {
  const each = (name: string, { needs, ask, waits }: Way) =>
    check({
      needs,
      // What each of them sets is looked at by several checks.
      act: async (session) => ({
        answer: waits ? await ask(session) : await session.shared(`cookies of a ${name}`, () => ask(session)),
      }),
      control: ({ answer }) => succeed(answer),
      judge: ({ answer }) => tokenCookies(answer).flatMap((cookie) => judge(cookie, answer)),
    });
  const entries = Object.entries(SETTING).map(([name, way]) => [name, each(name, way)]);
  return Object.fromEntries(entries) as Record<keyof typeof SETTING, Check<AuthSession>>;
}

/** Finds fault with a cookie that lacks an attribute. */
const has =
  (attribute: string) =>
  (cookie: SetCookie, { step }: Exchange) =>
    expectThat(
      cookie.attributes.has(attribute),
      step,
      `${attribute} on the cookie ${cookie.name}`,
      attributesOf(cookie),
    );

const attributesOf = ({ attributes }: SetCookie) => [...attributes.keys()].join(", ") || "no attribute";

/** What Secure must not depend on: how the request is said to have come. */
const SAID_TO_HAVE_COME = [
  ["x-forwarded-proto", "http"],
  ["forwarded", "proto=http"],
  ["x-forwarded-ssl", "off"],
] as const;

/** Checks of the attributes that the auth app's cookies have. */
export const cookieAttributes = {
  "pattmayne.cookies-are-secure": {
    ...whateverIsSet(has("secure")),
    "said-to-have-come-over-http": check({
      act: async ({ pm, account }) => {
        const { username, password } = account;
        const control = await pm.sharedLogin(account);
        const login = await pm.login(
          { username, password },
          {
            request: (plain) => ({ ...plain, headers: [...plain.headers, ...SAID_TO_HAVE_COME] }),
          },
        );
        return { control, login };
      },
      control: ({ control }) => succeed(control),
      judge: ({ login }) => tokenCookies(login).flatMap((cookie) => has("secure")(cookie, login)),
    }),
  },
  "pattmayne.cookies-are-http-only": whateverIsSet(has("httponly")),
  "pattmayne.cookies-are-same-site": whateverIsSet(({ name, attributes }, { step }) => {
    const value = attributes.get("samesite");
    const fine = /^(lax|strict)$/i.test(value ?? "");
    return expectThat(fine, step, `SameSite=Lax or Strict on the cookie ${name}`, value ? `SameSite=${value}` : "none");
  }),
  "pattmayne.cookies-stay-at-their-host": whateverIsSet((cookie, { step }) =>
    expectThat(!cookie.attributes.has("domain"), step, `no Domain on the cookie ${cookie.name}`, attributesOf(cookie)),
  ),
  "pattmayne.cookie-tokens-stand-in-no-body": whateverIsSet(({ value, name }, exchange) => {
    const spellings = [value, decodeURIComponent(value)];
    const body = httpResponse(exchange)?.body ?? "";
    return expectThat(
      !spellings.some((token) => body.includes(token)),
      exchange.step,
      `${name} in its cookie alone`,
      "in the body as well",
    );
  }),
} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;
