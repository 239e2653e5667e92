import { expectThat } from "../../kit/expect.ts";
import { cookieLine, withCookies } from "../../kit/set-cookies.ts";
import { checkFor, type Need } from "../../model/check.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import type { AuthSession, SignedIn } from "./client.ts";
import { succeed } from "./outcomes.ts";

const check = checkFor<AuthSession>();
const OWN = ["disposable-account"] as const satisfies readonly Need[];
const JWT = ["accessToken"];
const REFRESH = ["refreshToken"];

/** Two users who are logged in, and what each is told. */
async function twoUsers({ pm }: AuthSession) {
  const [mine, theirs] = [await pm.lend(), await pm.lend()];
  return { mine, theirs, me: await pm.me(mine), them: await pm.me(theirs) };
}

const IDENTITY = ["userId", "username", "email"];

/** Finds fault with an answer that tells anything of another user than one of these. */
function isWholly(answer: Exchange, ...users: readonly Exchange[]): readonly Finding[] {
  if (answer.outcome !== "success") return [];
  const isOne = users.some((user) => IDENTITY.every((role) => answer.taken[role] === user.taken[role]));
  const actual = IDENTITY.map((role) => JSON.stringify(answer.taken[role]) ?? "nothing").join(", ");
  return expectThat(
    isOne,
    answer.step,
    `a refusal, or what ${users.map(({ step }) => step).join(" or ")} told`,
    actual,
  );
}

const cookies = (user: SignedIn, roles: readonly string[]) => cookieLine(user.from, roles);

/** Checks of cookies that belong to two users. */
export const mixedCookies = {
  "pattmayne.cookies-of-two-users-never-mix": {
    "at-me": check({
      needs: OWN,
      async act(session) {
        const { pm } = session;
        const { mine, theirs, me, them } = await twoUsers(session);
        const request = withCookies(cookies(mine, JWT), cookies(theirs, REFRESH));
        const mixed = await pm.me({}, { request });
        const twice = await pm.me({}, { request: withCookies(cookies(mine, JWT), cookies(theirs, JWT)) });
        for (const user of [mine, theirs]) pm.leave(user);
        return { me, them, mixed, twice };
      },
      control: ({ me, them }) => succeed(me, them),
      judge: ({ me, them, mixed, twice }) => [...isWholly(mixed, me), ...isWholly(twice, me, them)],
    }),
    "at-a-refresh": check({
      needs: [...OWN, "refresh-operation"],
      async act(session): Promise<Record<"me" | "them" | "renewal", Exchange> & { use?: Exchange }> {
        const { pm } = session;
        const { mine, theirs, me, them } = await twoUsers(session);
        const request = withCookies(cookies(mine, JWT), cookies(theirs, REFRESH));
        const renewal = await pm.refresh(theirs.refreshToken, { request });
        const { accessToken } = renewal.taken;
        for (const user of [mine, theirs]) pm.leave(user);
        if (renewal.outcome !== "success" || accessToken === undefined) return { me, them, renewal };
        return { me, them, renewal, use: await pm.me({ accessToken }) };
      },
      control: ({ me, them }) => succeed(me, them),
      judge: ({ them, use }: Record<"me" | "them" | "renewal", Exchange> & { use?: Exchange }) =>
        use ? isWholly(use, them) : [],
    }),
    "beside-an-expired-jwt": check({
      needs: ["registration", "short-access-lifetime"],
      async act(session) {
        const { pm, until } = session;
        const [mine, theirs] = [await pm.registered(), await pm.registered()];
        const [me, them] = [await pm.me(mine), await pm.me(theirs)];
        await until(pm.expiryOf(mine.from));
        const mixed = await pm.me({}, { request: withCookies(cookies(mine, JWT), cookies(theirs, REFRESH)) });
        return { me, them, mixed };
      },
      control: ({ me, them }) => succeed(me, them),
      // By the refresh token alone, its own user may be served.
      judge: ({ them, mixed }) => isWholly(mixed, them),
    }),
  },
} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;
