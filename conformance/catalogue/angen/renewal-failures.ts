import { expectThat } from "../../kit/expect.ts";
import { altered, likeBase64, reordered } from "../../kit/tokens.ts";
import { checkFor, type Need } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Catalogue } from "../catalogue.ts";
import { numbered } from "../common/parallel.ts";
import type { AngenSession, Ask, Codes, Token } from "./api.ts";
import { logIn, yieldTokens } from "./expectations.ts";
import { lineCheck } from "./line-check.ts";
import { alteredInEveryPart, nearly } from "./near-codes.ts";
import { areRefused, fail } from "./outcomes.ts";
import { leave, spare } from "./spare.ts";

const check = checkFor<AngenSession>();

/** Codes that renew nothing, made from those of a good token; another one may be made for them. */
type Wrong = (token: Token, session: AngenSession) => readonly Codes[] | Promise<readonly Codes[]>;

type Tried = Evidence & Record<"login" | "renewal", Exchange>;

/** Each of the codes is tried; then the token logs in, and is renewed by its own codes. */
function trying(wrong: Wrong) {
  return async (session: AngenSession): Promise<Tried> => {
    const { angen, account } = session;
    const token = await spare(session, account);
    const asks = (await wrong(token, session)).map(
      (codes): Ask =>
        (on) =>
          on.renew(codes),
    );
    const attempts = await (await angen.open()).askAll(asks);
    const login = await angen.login(token.identifierCode);
    const renewal = await angen.renew(token);
    if (renewal.outcome === "token") leave(session, account, angen.issued(renewal));
    return { ...numbered("attempt", attempts), login, renewal };
  };
}

const attemptsOf = ({ login: _, renewal: __, ...attempts }: Tried): Exchange[] => Object.values(attempts);

/** What refuses dead tokens refuses wrong ones as well: the token was good until one of them renewed it. */
const wasGood = (tried: Tried) =>
  attemptsOf(tried).some(({ outcome }) => outcome === "token") ? [] : yieldTokens(tried.renewal);

const renewNothing = (wrong: Wrong, needs: readonly Need[] = []) =>
  lineCheck({
    needs,
    pipelined: true,
    act: trying(wrong),
    control: wasGood,
    judge: (tried) => areRefused(...attemptsOf(tried)),
  });

const areFailures = (wrong: Wrong, needs: readonly Need[] = []) =>
  lineCheck({
    needs,
    pipelined: true,
    act: trying(wrong),
    control: wasGood,
    judge: (tried) => fail(...attemptsOf(tried)),
  });

const endNothing = (wrong: Wrong, needs: readonly Need[] = []) =>
  lineCheck({
    needs,
    pipelined: true,
    act: trying(wrong),
    // One that renews has ended the old token, and rightly so.
    control: (tried) =>
      attemptsOf(tried).flatMap(({ outcome, step }) => expectThat(outcome !== "token", step, "no renewal", outcome)),
    judge: ({ login, renewal }) => [...logIn(login), ...yieldTokens(renewal)],
  });

const wrongRenewalCode: Wrong = ({ identifierCode, renewalCode }, { random }) =>
  [
    "garbage",
    altered(renewalCode, "start"),
    altered(renewalCode),
    ...alteredInEveryPart(renewalCode),
    ...nearly(renewalCode),
    reordered(renewalCode),
    likeBase64(renewalCode, random),
  ].map((wrong) => ({ identifierCode, renewalCode: wrong }));

const wrongIdentifierCode: Wrong = ({ identifierCode, renewalCode }, { random }) =>
  [
    "garbage",
    altered(identifierCode, "start"),
    altered(identifierCode),
    ...alteredInEveryPart(identifierCode),
    ...nearly(identifierCode),
    reordered(identifierCode),
    likeBase64(identifierCode, random),
  ].map((wrong) => ({ identifierCode: wrong, renewalCode }));

const oneCodeTwice: Wrong = ({ identifierCode, renewalCode }) => [
  { identifierCode, renewalCode: identifierCode },
  { identifierCode: renewalCode, renewalCode },
  { identifierCode: renewalCode, renewalCode: identifierCode },
];

const oneCodeAlone: Wrong = ({ identifierCode, renewalCode }, { account }) => [
  { identifierCode },
  { renewalCode },
  { identifierCode, renewalCode: "" },
  { identifierCode: "", renewalCode },
  { identifierCode, renewalCode: "%" },
  { identifierCode: "%", renewalCode },
  { identifierCode, renewalCode: null },
  { identifierCode: null, renewalCode },
  { identifierCode, renewalCode: account.password },
  { identifierCode: account.username, renewalCode },
];

/** The codes of a token, mixed both ways with those of another. */
const mixed = (one: Codes, other: Codes): readonly Codes[] => [
  { identifierCode: one.identifierCode, renewalCode: other.renewalCode },
  { identifierCode: other.identifierCode, renewalCode: one.renewalCode },
];

const ofTwoTokens: Wrong = async (token, session) => {
  const another = await spare(session, session.account);
  leave(session, session.account, another);
  return mixed(token, another);
};

const ofTwoUsers: Wrong = async (token, session) => {
  const theirs = await spare(session, session.other);
  leave(session, session.other, theirs);
  return mixed(token, theirs);
};

/** Codes that were good once, and others that never were. */
const ofNoToken: Wrong = async (_, session) => {
  const { angen, account, random } = session;
  const old = await spare(session, account);
  leave(session, account, await angen.renewed(old));
  return [
    old,
    { identifierCode: "garbage", renewalCode: "garbage" },
    { identifierCode: likeBase64(old.identifierCode, random), renewalCode: likeBase64(old.renewalCode, random) },
  ];
};

/** A token that is renewed, and both mixtures of its codes and the new ones; then the new token. */
const mixedWithTheNewOne = async (session: AngenSession): Promise<Tried> => {
  const { angen, account } = session;
  const old = await spare(session, account);
  const next = await angen.renewed(old);
  const attempts: Exchange[] = [];
  for (const codes of mixed(old, next)) attempts.push(await angen.renew(codes));
  const login = await angen.login(next.identifierCode);
  const renewal = await angen.renew(next);
  if (renewal.outcome === "token") leave(session, account, angen.issued(renewal));
  return { ...numbered("attempt", attempts), login, renewal };
};

/** Checks of renewals that fail. */
export const renewalFailures = {
  "angen.renewal-needs-both-codes": {
    "wrong-renewal-codes": renewNothing(wrongRenewalCode),
    "wrong-identifier-codes": renewNothing(wrongIdentifierCode),
    "one-code-twice": renewNothing(oneCodeTwice),
    "one-code-alone": renewNothing(oneCodeAlone),
    "on-its-users-connection": check({
      act: async (session): Promise<Tried> => {
        const { angen, account } = session;
        const token = await spare(session, account);
        const { connection, login } = await angen.enter(token);
        const { identifierCode, renewalCode } = token;
        const attempts: Exchange[] = [];
        for (const codes of [{ renewalCode }, { identifierCode }, { identifierCode, renewalCode: "garbage" }]) {
          attempts.push(await connection.renew(codes));
        }
        attempts.push(await connection.renew({ identifierCode: "garbage", renewalCode }));
        const renewal = await connection.renew(token);
        if (renewal.outcome === "token") leave(session, account, angen.issued(renewal));
        return { ...numbered("attempt", attempts), login, renewal };
      },
      control: wasGood,
      judge: (tried) => areRefused(...attemptsOf(tried)),
    }),
  },
  "angen.codes-of-two-tokens-do-not-mix": {
    "two-tokens-of-a-user": renewNothing(ofTwoTokens),
    "two-users": renewNothing(ofTwoUsers, ["second-account"]),
    "old-and-new-codes": check({
      act: mixedWithTheNewOne,
      control: wasGood,
      judge: (tried) => areRefused(...attemptsOf(tried)),
    }),
  },
  "angen.failed-renewal-is-failure": {
    "wrong-renewal-codes": areFailures(({ identifierCode, renewalCode }) =>
      ["garbage", altered(renewalCode), ...alteredInEveryPart(renewalCode)].map((wrong) => ({
        identifierCode,
        renewalCode: wrong,
      })),
    ),
    "wrong-identifier-codes": areFailures(({ identifierCode, renewalCode }) =>
      ["garbage", altered(identifierCode), ...alteredInEveryPart(identifierCode)].map((wrong) => ({
        identifierCode: wrong,
        renewalCode,
      })),
    ),
    "one-code-twice": areFailures(oneCodeTwice),
    "codes-of-no-token": areFailures(ofNoToken),
    "two-tokens-of-a-user": areFailures(ofTwoTokens),
  },
  "angen.failed-renewal-ends-nothing": {
    "wrong-renewal-codes": endNothing(wrongRenewalCode),
    "wrong-identifier-codes": endNothing(wrongIdentifierCode),
    "one-code-twice": endNothing(oneCodeTwice),
    "one-code-alone": endNothing(oneCodeAlone),
    "two-tokens-of-a-user": check({
      act: async (session) => {
        const { angen, account } = session;
        const [one, two] = [await spare(session, account), await spare(session, account)];
        const attempts: Exchange[] = [];
        for (const codes of mixed(one, two)) attempts.push(await angen.renew(codes));
        const [first, second] = [await angen.renew(one), await angen.renew(two)];
        for (const each of [first, second]) {
          if (each.outcome === "token") leave(session, account, angen.issued(each));
        }
        return { ...numbered("attempt", attempts), first, second } as Evidence & Record<"first" | "second", Exchange>;
      },
      control: ({ first: _, second: __, ...attempts }) => areRefused(...Object.values(attempts)),
      judge: ({ first, second }) => yieldTokens(first, second),
    }),
    "old-and-new-codes": check({
      act: mixedWithTheNewOne,
      control: (tried) => areRefused(...attemptsOf(tried)),
      judge: ({ login, renewal }) => [...logIn(login), ...yieldTokens(renewal)],
    }),
    "on-its-users-connection": check({
      act: async (session) => {
        const { angen, account } = session;
        const token = await spare(session, account);
        const { connection, login } = await angen.enter(token);
        const attempt = await connection.renew({ ...token, renewalCode: "garbage" });
        const whoami = await connection.whoami();
        const renewal = await connection.renew(token);
        if (renewal.outcome === "token") leave(session, account, angen.issued(renewal));
        return { login, attempt, whoami, renewal };
      },
      control: ({ attempt }) => areRefused(attempt),
      judge: ({ whoami, renewal }) => [
        ...expectThat(whoami.outcome === "youare", whoami.step, "youare", whoami.outcome),
        ...yieldTokens(renewal),
      ],
    }),
  },
} as const satisfies Partial<Catalogue<"angen", AngenSession>>;
