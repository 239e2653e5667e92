import type { Variation } from "../../engine/http-caller.ts";
import { describe, expectThat } from "../../kit/expect.ts";
import { fields, mapAuthorization, statusOf } from "../../kit/http.ts";
import { checkFor } from "../../model/check.ts";
import { CannotTest } from "../../model/errors.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import { badTokens } from "../common/bad-tokens.ts";
import { numbered } from "../common/parallel.ts";
import type { FlowSession } from "./client.ts";
import { face } from "./face.ts";
import { areRefused, REFUSED, succeed, tell, told } from "./outcomes.ts";
import { sample } from "./sample.ts";

const check = checkFor<FlowSession>();

/** Two users' tokens, each asked for, and once more by another session of the first. */
const twoUsers = check({
  needs: ["second-account", "told-identity"],
  act: async ({ flow, account, other }) => {
    const [mine, theirs] = [await flow.access(account), await flow.access(other)];
    const again = await flow.spare(account);
    const answers = {
      mine: await flow.whoAmI(mine),
      theirs: await flow.whoAmI(theirs),
      again: await flow.whoAmI(again.access),
    };
    flow.leave(again);
    return answers;
  },
  control: ({ mine, theirs, again }) => tell(mine, theirs, again),
  judge: ({ mine, theirs, again }) => [
    ...expectThat(told(mine) === told(again), again.step, `${told(mine)}, as before`, String(told(again))),
    ...expectThat(told(mine) !== told(theirs), theirs.step, "another user", String(told(theirs))),
  ],
});

/** How often two users are asked for at once. */
const AT_ONCE = 10;

/** Checks of the resource that an access token gives access to. */
export const access = {
  "session.access-token-tells-its-user": {
    "two-users": twoUsers,
    "every-account": check({
      needs: ["told-identity"],
      act: async ({ flow, accounts }): Promise<Evidence> => {
        const tokens = await Promise.all(accounts.map((account) => flow.access(account)));
        const uses = await Promise.all(tokens.map((token) => flow.whoAmI(token)));
        return Object.fromEntries(uses.map((use, index) => [flow.identityOf(accounts[index]), use]));
      },
      control: (uses) => tell(...Object.values(uses)),
      // Each exchange goes by the name of the user whose token it carries.
      judge: (uses) => {
        const names = Object.keys(uses).map((name) => name.toLowerCase());
        const seen = Object.values(uses).map(told);
        return Object.entries(uses).flatMap(([identity, use]) => {
          const name = told(use)?.toLowerCase();
          // A resource may call its users by other names than their logins; that of another user is none of them.
          const isOther = !names.includes(String(name)) && seen.filter((each) => each === told(use)).length === 1;
          const isTheirs = name === identity.toLowerCase() || isOther;
          return expectThat(isTheirs, use.step, identity, told(use) ?? describe(use));
        });
      },
    }),
    "a-chain-of-logins": check({
      needs: ["told-identity"],
      act: async (session): Promise<Evidence & Record<"control" | "garbage", Exchange>> => {
        const { flow, accounts, account: own } = session;
        const issued = Object.values(await sample(session)).filter(({ operation }) => operation === "login");
        // Another check may have made the sample, and for another user.
        const account = accounts.find(({ username }) => username === issued[0]?.sent["username"]) ?? own;
        const control = await flow.whoAmI(await flow.access(account));
        const garbage = await flow.whoAmI("garbage");
        const uses: Exchange[] = [];
        // The first of them is refreshed by those who look at tokens.
        for (const { taken } of issued.slice(1)) uses.push(await flow.whoAmI(taken["accessToken"]));
        return { ...numbered("use", uses), control, garbage };
      },
      control: ({ control, garbage }) => [...tell(control), ...areRefused(garbage)],
      judge: ({ control, garbage: _, ...uses }) =>
        Object.values(uses)
          .filter(({ outcome }) => outcome === "success")
          .flatMap((use) =>
            expectThat(told(use) === told(control), use.step, String(told(control)), String(told(use))),
          ),
    }),
    "at-the-same-time": check({
      needs: ["second-account", "told-identity"],
      exclusive: true,
      act: async ({ flow, account, other }): Promise<Evidence & Record<"mine" | "theirs", Exchange>> => {
        const tokens = [await flow.access(account), await flow.access(other)];
        const [mine, theirs] = [await flow.whoAmI(tokens[0]), await flow.whoAmI(tokens[1])];
        const asked = Array.from({ length: 2 * AT_ONCE }, (_, index) => flow.whoAmI(tokens[index % 2]));
        return { ...numbered("at once", await Promise.all(asked)), mine, theirs };
      },
      control: ({ mine, theirs }) => tell(mine, theirs),
      judge: ({ mine, theirs, ...answers }) => [
        ...expectThat(told(mine) !== told(theirs), theirs.step, "another user", String(told(theirs))),
        ...Object.values(answers).flatMap((answer, index) => {
          const own = String(told(index % 2 === 0 ? mine : theirs));
          return [
            ...succeed(answer),
            ...expectThat(told(answer) === own, answer.step, own, told(answer) ?? describe(answer)),
          ];
        }),
      ],
    }),
  },
  "session.session-needs-an-access-token": badTokens(face, "at-session", {
    refused: ["unauthorized"],
    malformed: REFUSED,
  }),
  "session.refresh-token-is-no-bearer": {
    "refresh-token-as-access-token": check({
      needs: ["refresh-operation"],
      act: async ({ flow, account }) => {
        const pair = await flow.spare(account);
        const control = await flow.whoAmI(pair.access);
        const attempt = await flow.whoAmI(pair.refresh);
        flow.leave(pair);
        return { control, attempt };
      },
      control: ({ control }) => succeed(control),
      judge: ({ attempt }) => areRefused(attempt),
    }),
    "spent-refresh-token-as-access-token": check({
      needs: ["refresh-operation"],
      act: async ({ flow, account }) => {
        const spent = await flow.spare(account);
        const pair = await flow.next(spent);
        const attempt = await flow.whoAmI(spent.refresh);
        const control = await flow.whoAmI(pair.access);
        return { control, attempt };
      },
      control: ({ control }) => succeed(control),
      judge: ({ attempt }) => areRefused(attempt),
    }),
    "rotated-refresh-token-as-access-token": check({
      needs: ["refresh-operation"],
      act: async ({ flow, account }) => {
        const pair = await flow.next(await flow.spare(account));
        const control = await flow.whoAmI(pair.access);
        const attempt = await flow.whoAmI(pair.refresh);
        flow.leave(pair);
        return { control, attempt };
      },
      control: ({ control }) => succeed(control),
      judge: ({ attempt }) => areRefused(attempt),
    }),
  },
  "session.refusal-carries-a-challenge": {
    "basic-scheme": challenge(
      (good) => good,
      isThere,
      mapAuthorization((value) => value.replace(/^\w+/, "Basic")),
    ),
    "at-a-logout": check({
      needs: ["bearer-tokens", "logout-operation", "logout-by-access-token"],
      act: async ({ flow, account }) => {
        const control = await flow.whoAmI(await flow.access(account));
        return { control, attempt: only401(await flow.logout({ accessToken: "garbage", refreshToken: "garbage" })) };
      },
      control: ({ control }) => succeed(control),
      judge: ({ attempt }) => isThere(attempt),
    }),
    "after-expiry": check({
      needs: ["bearer-tokens", "short-access-lifetime"],
      act: async ({ flow, account, until }) => {
        const pair = await flow.fresh(account);
        const control = await flow.whoAmI(pair.access);
        await until(flow.expiryOf("access", pair.from));
        return { control, attempt: only401(await flow.whoAmI(pair.access)) };
      },
      control: ({ control }) => succeed(control),
      judge: ({ attempt }) => isThere(attempt),
    }),
    "no-token": challenge(() => undefined, isThere),
    "garbage-token": challenge(() => "garbage", isThere),
    "altered-token": challenge((good) => `${good}x`, isThere),
  },
  "session.challenge-names-the-error": {
    "garbage-token": challenge(
      () => "garbage",
      (attempt) => {
        const challenges = challengesOf(attempt);
        const names = /error="?invalid_token"?/.test(challenges);
        return expectThat(names, attempt.step, 'error="invalid_token"', challenges);
      },
    ),
  },
  "session.challenge-without-token-has-no-error": {
    "no-token": challenge(
      () => undefined,
      (attempt) => {
        const challenges = challengesOf(attempt);
        return expectThat(!/\berror\s*=/.test(challenges), attempt.step, "a challenge without error", challenges);
      },
    ),
  },
} as const satisfies Partial<Catalogue<"session", FlowSession>>;

/** A 401 of the resource, and its challenges. */
function challenge(
  spoil: (good: string) => unknown,
  judge: (attempt: Exchange) => readonly Finding[],
  request?: Variation["request"],
) {
  return check({
    needs: ["bearer-tokens"],
    act: async ({ flow, account }) => {
      const token = await flow.access(account);
      const control = await flow.whoAmI(token);
      return { control, attempt: only401(await flow.whoAmI(spoil(token), request && { request })) };
    },
    control: ({ control }) => succeed(control),
    judge: ({ attempt }) => judge(attempt),
  });
}

/**
 * What is refused with another status is another requirement's affair.
 *
 * @throws CannotTest where the answer is no 401: then there is no challenge to look at
 */
function only401(attempt: Exchange): Exchange {
  const status = statusOf(attempt);
  if (status !== undefined && status !== 401) {
    throw new CannotTest(`the answer was ${status}, and challenges come with 401`);
  }
  return attempt;
}

/** What an answer asks for. */
const challengesOf = (attempt: Exchange) => fields(attempt, "www-authenticate").join(", ");

function isThere(attempt: Exchange): readonly Finding[] {
  const challenges = challengesOf(attempt);
  const fine = /(^|[\s,])Bearer($|[\s,])/i.test(challenges);
  return expectThat(fine, attempt.step, "WWW-Authenticate: Bearer", challenges || "a 401 without it");
}
