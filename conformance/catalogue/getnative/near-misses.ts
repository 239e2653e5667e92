import { expectThat, misbehaviour } from "../../kit/expect.ts";
import { mapPath, withHeader } from "../../kit/http.ts";
import { oneByOne } from "../../kit/one-by-one.ts";
import { checkFor } from "../../model/check.ts";
import { CannotTest } from "../../model/errors.ts";
import type { Evidence, Exchange, HttpRequest } from "../../model/exchange.ts";
import type { Catalogue } from "../catalogue.ts";
import type { GetnativeSession } from "./client.ts";
import { naming, namingInFields } from "./naming.ts";
import { areRefused, succeed } from "./outcomes.ts";

const check = checkFor<GetnativeSession>();
type WithControl = Evidence & { control: Exchange };

/** Spellings of a path that some layer in front of a guard takes for the path itself. */
const MORE_SPELLINGS: readonly ((path: string) => string)[] = [
  (path) => path.replace(/[a-z](?=[^/]*$)/, (letter) => `%25${letter.charCodeAt(0).toString(16)}`),
  (path) => path.replace(/\/(?=[^/]*$)/, "/x/%2e%2e/"),
  (path) => path.replace(/\/([a-z])(?=[^/]*$)/, (_, letter: string) => `/${letter.toUpperCase()}`),
  (path) => `${path}.`,
  (path) => `${path}%00`,
  (path) => `/%2f${path.slice(1)}`,
  (path) => `/\\${path.slice(1)}`,
  (path) => `${path}%20`,
  (path) => `/api${path}`,
  (path) => `${path}?.json`,
  (path) => `${path}/1`,
];

/** Requests that are refused, one by one, beside one that is in order. */
function areAllRefused(requests: (session: GetnativeSession, good: Exchange) => (() => Promise<Exchange>)[]) {
  return check({
    act: async (session): Promise<WithControl> => {
      const { gn, account } = session;
      const control = await gn.account(await gn.access(account));
      return { ...(await oneByOne("attempt", requests(session, control))), control };
    },
    control: ({ control }) => succeed(control),
    judge: ({ control: _, ...attempts }) => areRefused(...Object.values(attempts)),
  });
}

/** Logins that are nearly right, of a new account. */
function areNoLogins(wrong: (username: string, password: string) => readonly object[]) {
  return check({
    needs: ["registration"],
    act: async ({ gn }): Promise<WithControl> => {
      const { username, password } = gn.newAccount(90);
      const account = { username, password: `Aa  &\u00e9+${password}` };
      const control = await gn.register(account);
      if (control.outcome !== "success") throw new CannotTest("the target takes no password with blanks and accents");
      const attempts = wrong(account.username, account.password).map((each) => () => gn.login({ ...account, ...each }));
      return { ...(await oneByOne("attempt", attempts)), control };
    },
    control: ({ control }) => succeed(control),
    judge: ({ control: _, ...attempts }) => areRefused(...Object.values(attempts)),
  });
}

/** Checks of what is nearly right, several of a kind at once. */
export const nearMisses = {
  "getnative.password-is-compared-whole": {
    "near-misses-of-the-password": areNoLogins((username, password) =>
      [
        ...[8, 16, 32, 64, 72].map((length) => password.slice(0, length)),
        ...[17, 33, 65, 73].map(
          (at) => `${password.slice(0, at)}${password[at] === "x" ? "y" : "x"}${password.slice(at + 1)}`,
        ),
        `x${password}x`,
        `${password}\0`,
        password.replace("  ", " "),
        password.replace("\u00e9", "e"),
        password.replace("+", " "),
        password.replace("&", "&amp;"),
        password.replace("A", "\uff21"),
        Buffer.from(password).toString("base64"),
        Array.from(password).reverse().join(""),
        encodeURIComponent(password),
        username,
      ].map((wrong) => ({ password: wrong })),
    ),
  },
  "getnative.look-alike-name-is-another-name": {
    "near-misses-of-the-email": areNoLogins((username) => {
      const [name = "", domain = ""] = username.split("@");
      return [
        username.slice(0, -1),
        `${username}\0x`,
        `${username},x@other.example`,
        `${username};x`,
        `${name}@mail.${domain}`,
        `${name}@other.example`,
        `%@${domain}`,
        `${name.slice(0, -1)}_@${domain}`,
        `${name.slice(0, 3)}.${name.slice(3)}@${domain}`,
        name,
      ].map((wrong) => ({ username: wrong }));
    }),
  },
  "getnative.registered-look-alike-takes-nothing-over": {
    "more-around-the-email": check({
      needs: ["registration"],
      act: async ({ gn, newPassword }): Promise<WithControl & { owner: Exchange }> => {
        const { account, from: control } = await gn.registered();
        const password = newPassword(20);
        const others = [` ${account.username}`, `${account.username} `, `${account.username}\0x`];
        for (const username of others) await gn.register({ username, password });
        const taker = await gn.login({ ...account, password });
        return { taker, owner: await gn.login(account), control };
      },
      control: ({ control }) => succeed(control),
      judge: ({ owner, control: _, ...takers }) => [...succeed(owner), ...areRefused(...Object.values(takers))],
    }),
  },
  "getnative.wrong-credentials-are-refused": {
    "beside-a-good-token": check({
      act: async ({ gn, account }) => {
        const token = await gn.access(account);
        const control = await gn.account(token);
        const request = withHeader("authorization", `Bearer ${token}`);
        return { control, attempt: await gn.login({ ...account, password: `not ${account.password}` }, { request }) };
      },
      control: ({ control }) => succeed(control),
      judge: ({ attempt }) => areRefused(attempt),
    }),
  },
  "getnative.protected-resources-need-a-token": {
    "user-named-without-a-token": areAllRefused(({ gn, account }, { taken }) =>
      [naming, namingInFields].map((name) => {
        const request = name(account.username, taken["userId"]);
        return () => gn.account(undefined, { request });
      }),
    ),
    "user-named-with-a-garbage-token": areAllRefused(({ gn, account }, { taken }) =>
      [naming, namingInFields].map((name) => {
        const request = name(account.username, taken["userId"]);
        return () => gn.account("garbage", { request });
      }),
    ),
  },
  "getnative.paths-have-one-spelling": {
    "more-respelt-paths": check({
      act: async ({ gn, account }): Promise<WithControl> => {
        const control = await gn.account(await gn.access(account));
        const respelt = MORE_SPELLINGS.map((respell) => mapPath(respell));
        const routed = ["x-original-url", "x-rewrite-url"].map(
          (name) => (request: HttpRequest) =>
            mapPath(() => "/")(withHeader(name, new URL(request.url).pathname)(request)),
        );
        const attempts = [...respelt, ...routed].map(
          (request) => () => gn.account(undefined, { request, mayClose: true }),
        );
        return { ...(await oneByOne("attempt", attempts)), control };
      },
      control: ({ control }) => succeed(control),
      judge: ({ control, ...attempts }) =>
        Object.values(attempts).flatMap((attempt) => {
          const served = attempt.taken["userId"] !== undefined || attempt.taken["accessToken"] !== undefined;
          const tells = attempt.response?.body.includes(JSON.stringify(control.taken["username"])) ?? false;
          return expectThat(!served && !tells, attempt.step, "nothing of a user", "a user's data");
        }),
    }),
  },
  "getnative.dead-token-is-never-not-modified": {
    "modified-since-tomorrow": areAllRefused(({ gn, now }) => {
      const request = withHeader("if-modified-since", new Date(now() + 86_400_000).toUTCString());
      return ["garbage", undefined].map((token) => () => gn.account(token, { request }));
    }),
  },
  "getnative.no-request-is-a-server-error": {
    "odd-paths": check({
      act: async ({ gn, account }): Promise<WithControl> => {
        const odd = ["/%zz", "/__proto__", "/constructor", `/${"a".repeat(2500)}`];
        const attempts = odd.map((path) => () => gn.http.send("GET", path, { mayClose: true }));
        return { ...(await oneByOne("attempt", attempts)), control: await gn.account(await gn.access(account)) };
      },
      control: ({ control }) => succeed(control),
      judge: ({ control: _, ...attempts }) => Object.values(attempts).flatMap(misbehaviour),
    }),
    "odd-characters": areAllRefused(({ gn, account }) =>
      ["\u{1f600}", "\u0000", `"`, "\\", "x".repeat(300)].flatMap((odd) => [
        () => gn.login({ ...account, password: `${odd}${account.password}` }),
        () => gn.login({ ...account, username: `${odd}${account.username}` }),
      ]),
    ),
  },
} as const satisfies Partial<Catalogue<"getnative", GetnativeSession>>;
