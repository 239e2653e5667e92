import type { Variation } from "../../engine/http-caller.ts";
import { describe, expectSame, expectThat } from "../../kit/expect.ts";
import { mapAuthorization, statusOf, withBody, withMethod } from "../../kit/http.ts";
import { checkFor } from "../../model/check.ts";
import type { Evidence, Exchange, HttpRequest } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import { badTokens } from "../common/bad-tokens.ts";
import { numbered } from "../common/parallel.ts";
import type { GetnativeSession } from "./client.ts";
import { face } from "./face.ts";
import { naming } from "./naming.ts";
import { areRefused, REFUSED, succeed } from "./outcomes.ts";
import { doNothingWithout } from "./spoiling.ts";
import { tokenOf } from "./tokens.ts";

const check = checkFor<GetnativeSession>();

/** How often two users are asked for at once. */
const AT_ONCE = 10;

const told = ({ taken }: Exchange) => JSON.stringify([taken["userId"], taken["username"]]);

/** Finds fault with an answer that tells no user: where nobody is told, nobody can be taken for another. */
const tellsAUser = ({ step, taken }: Exchange): readonly Finding[] =>
  expectThat(taken["userId"] !== undefined || taken["username"] !== undefined, step, "a user", "nobody");

/** Finds fault with an answer that tells another user than the one expected. */
const tells = (answer: Exchange, login: Exchange): readonly Finding[] => [
  ...succeed(answer),
  ...(answer.outcome === "success"
    ? expectThat(told(answer) === told(login), answer.step, `${told(login)}, as at the login`, told(answer))
    : []),
];

const bad = badTokens(face, "at-account", { refused: REFUSED, malformed: REFUSED });

/** Checks of what a token gives access to. */
export const access = {
  "getnative.token-tells-its-user": {
    "two-users": check({
      needs: ["second-account"],
      act: async ({ gn, account, other }) => {
        const [mine, theirs] = [await gn.signIn(account), await gn.signIn(other)];
        const answers = { mine: await gn.account(mine.token), theirs: await gn.account(theirs.token) };
        const renewed = await gn.account(tokenOf(answers.mine));
        return { login: mine.from, their: theirs.from, ...answers, renewed };
      },
      control: ({ login, their }) => succeed(login, their),
      judge: ({ login, their, mine, theirs, renewed }) => [
        ...tells(mine, login),
        ...tells(renewed, login),
        ...tells(theirs, their),
        ...expectThat(told(mine) !== told(theirs), theirs.step, "another user", told(theirs)),
      ],
    }),
    "every-account": check({
      act: async ({ gn, accounts }): Promise<Evidence> => {
        const uses = await Promise.all(accounts.map(async (account) => gn.account(await gn.access(account))));
        return Object.fromEntries(uses.map((use, index) => [accounts[index]?.username ?? "", use]));
      },
      control: (uses) => [...succeed(...Object.values(uses)), ...Object.values(uses).flatMap(tellsAUser)],
      // Each exchange goes by the email of the user whose token it carries.
      judge: (uses) =>
        Object.entries(uses).flatMap(([email, use]) => {
          const name = String(use.taken["username"]).toLowerCase();
          const names = Object.keys(uses).map((each) => each.toLowerCase());
          // A target may show a user by another name than the email; that of another user is none of them.
          const fine = name === email.toLowerCase() || !names.includes(name);
          return expectThat(fine, use.step, email, name);
        }),
    }),
    "at-the-same-time": check({
      needs: ["second-account"],
      exclusive: true,
      act: async ({ gn, account, other }): Promise<Evidence & Record<"mine" | "theirs", Exchange>> => {
        const tokens = [await gn.access(account), await gn.access(other)];
        const [mine, theirs] = [await gn.account(tokens[0]), await gn.account(tokens[1])];
        const asked = Array.from({ length: 2 * AT_ONCE }, (_, index) => gn.account(tokens[index % 2]));
        const uses = await Promise.all(asked);
        // The tokens that came with these answers are their users' as well.
        const later = await Promise.all(uses.map((use) => gn.account(tokenOf(use))));
        return { ...numbered("at once", uses), ...numbered("later", later), mine, theirs };
      },
      control: ({ mine, theirs }) => [...succeed(mine, theirs), ...tellsAUser(mine), ...tellsAUser(theirs)],
      judge: ({ mine, theirs, ...answers }) =>
        Object.values(answers).flatMap((answer, index) => tells(answer, index % 2 === 0 ? mine : theirs)),
    }),
    "logins-at-once": check({
      needs: ["second-account"],
      exclusive: true,
      act: async ({ gn, account, other }): Promise<Evidence & Record<"mine" | "theirs", Exchange>> => {
        const [mine, theirs] = [await gn.sharedLogin(account), await gn.sharedLogin(other)];
        const logins = await Promise.all([account, other, account, other].map((user) => gn.login({ ...user })));
        const uses = await Promise.all(logins.map((login) => gn.account(tokenOf(login))));
        return { ...numbered("login", logins), ...numbered("use", uses), mine, theirs };
      },
      control: ({ mine, theirs }) => succeed(mine, theirs),
      judge: ({ mine, theirs, ...answers }) =>
        Object.values(answers).flatMap((answer, index) => tells(answer, index % 2 === 0 ? mine : theirs)),
    }),
    "new-account": check({
      needs: ["registration"],
      act: async ({ gn }) => {
        const { from: control, token } = await gn.registered();
        return { control, use: await gn.account(token) };
      },
      control: ({ control }) => succeed(control),
      judge: ({ control, use }) => [
        ...expectSame(use, "username", control.sent["username"]),
        ...expectSame(use, "userId", control.taken["userId"]),
      ],
    }),
  },
  "getnative.protected-resources-need-a-token": {
    "no-token": bad["no-token"],
    "empty-token": bad["empty-token"],
    "garbage-token": bad["garbage-token"],
    "the-word-null": bad["the-word-null"],
    "the-word-undefined": bad["the-word-undefined"],
    "letters-beyond-ascii": bad["letters-beyond-ascii"],
    "unsigned-jwt": bad["unsigned-jwt"],
    "two-garbage-fields": bad["two-garbage-fields"],
    "user-name-as-token": bad["user-name-as-token"],
    "shorter-token": bad["shorter-token"],
    "one-character-less": bad["one-character-less"],
    "long-token": bad["long-token"],
    "longer-token": bad["longer-token"],
    "random-token": bad["random-token"],
    "garbage-in-lower-case": bad["garbage-in-lower-case"],
    "token-in-a-cookie": bad["token-in-a-cookie"],
    "user-number-as-token": numberAsToken(),
    "claims-as-token": claimsAsToken(),
    "at-a-password-change": doNothingWithout("changePassword", (_, { username }, { taken }) => ({
      request: naming(username, taken["userId"]),
    })),
    "at-a-deletion": doNothingWithout("deleteAccount", (_, { username }, { taken }) => ({
      request: naming(username, taken["userId"]),
    })),
    "token-in-the-body": doNothingWithout("changePassword", (token) => ({ request: withTokenInBody(token) })),
    "garbage-at-a-password-change": doNothingWithout("changePassword", () => ({ accessToken: "garbage" })),
    "garbage-at-a-deletion": doNothingWithout("deleteAccount", () => ({ accessToken: "garbage" })),
    "shorter-token-at-a-password-change": doNothingWithout("changePassword", (token) => ({
      accessToken: token.slice(0, -20),
    })),
    "shorter-token-at-a-deletion": doNothingWithout("deleteAccount", (token) => ({ accessToken: token.slice(0, -20) })),
    "asked-for-its-head": check({
      act: async ({ gn, account }) => {
        const control = await gn.account(await gn.access(account));
        const head: Variation = { request: withMethod("HEAD") };
        return { control, none: await gn.account(undefined, head), garbage: await gn.account("garbage", head) };
      },
      control: ({ control }) => succeed(control),
      judge: ({ none, garbage }) => areRefused(none, garbage),
    }),
  },
  "getnative.other-schemes-are-refused": {
    "basic-scheme": bad["basic-scheme"],
    "digest-scheme": bad["digest-scheme"],
    "no-scheme": bad["no-scheme"],
    "token-scheme": bad["token-scheme"],
    "longer-scheme": bad["longer-scheme"],
    "basic-credentials": bad["basic-credentials"],
    "token-in-basic-credentials": bad["token-in-basic-credentials"],
    "doubled-token": bad["doubled-token"],
    "bad-and-good-token": bad["bad-and-good-token"],
    "garbage-and-good-token": bad["garbage-and-good-token"],
    "good-token-and-garbage": check({
      needs: ["bearer-tokens"],
      act: async ({ gn, account }) => {
        const token = await gn.access(account);
        const request = mapAuthorization((value) => `${value} garbage`);
        return { control: await gn.account(token), attempt: await gn.account(token, { request }) };
      },
      control: ({ control }) => succeed(control),
      judge: ({ attempt }) => areRefused(attempt),
    }),
    "scheme-with-a-colon": check({
      needs: ["bearer-tokens"],
      act: async ({ gn, account }) => {
        const token = await gn.access(account);
        const request = mapAuthorization((value) => value.replace(/^(\w+)/, "$1:"));
        return { control: await gn.account(token), attempt: await gn.account(token, { request }) };
      },
      control: ({ control }) => succeed(control),
      judge: ({ attempt }) => areRefused(attempt),
    }),
    "basic-scheme-at-a-password-change": doNothingWithout("changePassword", (token) => ({
      accessToken: token,
      request: mapAuthorization((value) => value.replace(/^\w+/, "Basic")),
    })),
    "basic-scheme-at-a-deletion": doNothingWithout("deleteAccount", (token) => ({
      accessToken: token,
      request: mapAuthorization((value) => value.replace(/^\w+/, "Basic")),
    })),
  },
  "getnative.missing-token-is-401": {
    "no-token": has401(() => undefined),
    "garbage-token": has401(() => "garbage"),
    "empty-token": has401(() => ""),
    "shorter-token": has401((token) => token.slice(0, -20)),
  },
} as const satisfies Partial<Catalogue<"getnative", GetnativeSession>>;

/** The request with a token in its body, under the names that it may be looked for there. */
function withTokenInBody(token: string) {
  return (request: HttpRequest): HttpRequest => {
    const own = JSON.parse(typeof request.body === "string" ? request.body : "{}") as object;
    return withBody(JSON.stringify({ ...own, token, access_token: token, accessToken: token }))(request);
  };
}

/** A request with a spoilt token, which should be answered with 401. */
function has401(spoil: (token: string) => unknown) {
  return check({
    act: async ({ gn, account }) => {
      const token = await gn.access(account);
      return { control: await gn.account(token), attempt: await gn.account(spoil(token)) };
    },
    control: ({ control }) => succeed(control),
    judge: ({ attempt }) => expectThat(statusOf(attempt) === 401, attempt.step, "401", describe(attempt)),
  });
}

/** The number that the target calls the user by, in the place of the token. */
function numberAsToken() {
  return check({
    act: async ({ gn, account }) => {
      const control = await gn.account(await gn.access(account));
      return { control, attempt: await gn.account(String(control.taken["userId"])) };
    },
    control: ({ control }) => succeed(control),
    judge: ({ attempt }) => areRefused(attempt),
  });
}

/** The claims of a good token alone, without its header and its signature. */
function claimsAsToken() {
  return check({
    act: async ({ gn, account }) => {
      const token = await gn.access(account);
      return { control: await gn.account(token), attempt: await gn.account(token.split(".")[1]) };
    },
    control: ({ control }) => succeed(control),
    judge: ({ attempt }) => areRefused(attempt),
  });
}
