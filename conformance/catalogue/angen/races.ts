import { describe, expectThat } from "../../kit/expect.ts";
import { checkFor } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import { numbered } from "../common/parallel.ts";
import { namesOfTries, raced } from "../common/raced.ts";
import type { AngenConnection, AngenSession, Ask } from "./api.ts";
import { logIn } from "./expectations.ts";
import { byName } from "./get-token.ts";
import { areRefused } from "./outcomes.ts";
import { leave, spare } from "./spare.ts";

const check = checkFor<AngenSession>();

/** How far apart at most the rivals of each try are, in milliseconds. */
const GAPS_MS = [0, 10, 60, 0, 0];
const TRIES = [3, GAPS_MS.length] as const;

/** Asks on several connections that are open already, so that all of it arrives together. */
export async function together(
  session: AngenSession,
  rivals: number,
  gapMs: number,
  ask: (connection: AngenConnection, index: number) => Promise<Exchange>,
): Promise<Exchange[]> {
  const { angen, gate } = session;
  const connections = await Promise.all(Array.from({ length: rivals }, () => angen.open()));
  const { arrive } = gate(rivals, gapMs);
  const answers = await Promise.all(connections.map((each, index) => arrive().then(() => ask(each, index))));
  for (const connection of connections) connection.close();
  return answers;
}

/** Finds fault with each but the first that has an outcome, of those whose names begin so. */
export function onceAtMost(evidence: Evidence, name: string, outcome: string): readonly Finding[] {
  const [first, ...others] = Object.values(evidence).filter(
    (each) => each.step.startsWith(`${name} `) && each.outcome === outcome,
  );
  return others.flatMap((each) =>
    expectThat(false, each.step, `no ${outcome}`, `${describe(each)}; as ${first?.step}`),
  );
}

/** One token, renewed several times at once, several times over; then what came of it is used, and renewed. */
function renewedAtOnce(rivals: number) {
  const leavesOne = (evidence: Evidence, name: string) => [
    ...onceAtMost(evidence, `${name}, renewal`, "token"),
    ...onceAtMost(evidence, `${name}, login`, "loggedIn"),
    ...onceAtMost(evidence, `${name}, afterwards`, "token"),
  ];
  return check({
    exclusive: true,
    act: async (session): Promise<Evidence & Record<"control" | "old", Exchange>> => {
      const { angen, account } = session;
      let token = await spare(session, account);
      const control = await angen.login(token.identifierCode);
      let old = token;
      const evidence = await raced(
        session,
        TRIES,
        async (name, index) => {
          old = token;
          const answers = await together(session, rivals, GAPS_MS[index] ?? 0, (connection) => connection.renew(old));
          const won = answers.filter(({ outcome }) => outcome === "token").map((answer) => angen.issued(answer));
          const logins: Exchange[] = [];
          for (const { identifierCode } of won) logins.push(await angen.login(identifierCode));
          const afterwards: Exchange[] = [];
          for (const each of won) afterwards.push(await angen.renew(each));
          const next = afterwards.find(({ outcome }) => outcome === "token");
          token = next ? angen.issued(next) : await spare(session, account);
          return {
            ...numbered(`${name}, renewal`, answers),
            ...numbered(`${name}, login`, logins),
            ...numbered(`${name}, afterwards`, afterwards),
          };
        },
        leavesOne,
      );
      leave(session, account, token);
      return { ...evidence, control, old: await angen.renew(old) };
    },
    control: ({ control }) => logIn(control),
    judge: ({ old, ...evidence }) => [
      ...namesOfTries(TRIES[1]).flatMap((name) => leavesOne(evidence, name)),
      ...areRefused(old),
    ],
  });
}

/** Registrations at once, each with something of its own; the names by which tokens are asked for afterwards. */
function registeredAtOnce(rivals: number, alike: (own: { username: string; email: string }, index: number) => object) {
  const hasOneWinner = (evidence: Evidence, name: string) => [
    ...onceAtMost(evidence, `${name}, registration`, "registered"),
    ...onceAtMost(evidence, `${name}, token`, "token"),
  ];
  return check({
    needs: ["registration"],
    exclusive: true,
    act: async (session): Promise<Evidence> => {
      const { angen, newPassword, newName } = session;
      return raced(
        session,
        TRIES,
        async (name, index) => {
          const common = { username: newName(), email: angen.emailOf(newName()) };
          const rivalsOf = Array.from({ length: rivals }, (_, number) => ({
            username: newName() + number,
            email: angen.emailOf(newName() + number),
            ...alike(common, number),
            password: newPassword(20),
          }));
          const answers = await together(session, rivals, GAPS_MS[index] ?? 0, (connection, number) =>
            connection.register(rivalsOf[number] ?? {}),
          );
          const asks = rivalsOf.map(
            (rival): Ask =>
              (on) =>
                on.getToken(byName(rival)),
          );
          const tokens = await (await angen.open()).askAll(asks);
          return { ...numbered(`${name}, registration`, answers), ...numbered(`${name}, token`, tokens) };
        },
        hasOneWinner,
      );
    },
    control: (evidence) => {
      const made = Object.values(evidence).some(({ outcome }) => outcome === "registered");
      const [first] = Object.keys(evidence);
      return expectThat(made, first ?? "", "an account that is made", "none");
    },
    judge: (evidence) => namesOfTries(TRIES[1]).flatMap((name) => hasOneWinner(evidence, name)),
  });
}

/** Checks of what comes at once. */
export const races = {
  "angen.single-use-credential-is-redeemed-once": {
    "eight-at-once": renewedAtOnce(8),
    "two-at-once": renewedAtOnce(2),
  },
  "angen.renewal-ends-the-old-renewal-code": {
    "on-one-connection-in-one-packet": check({
      act: async (session): Promise<Evidence & { control: Exchange }> => {
        const { angen, account } = session;
        const token = await spare(session, account);
        const { connection, login: control } = await angen.enter(token);
        const { identifierCode, renewalCode } = token;
        const command = { operation: "renew", roles: { identifierCode, renewalCode } } as const;
        const answers = await connection.askInOneWrite([command, command, command]);
        const won = answers.find(({ outcome }) => outcome === "token");
        if (won) leave(session, account, angen.issued(won));
        return { ...numbered("renewal", answers), control };
      },
      control: ({ control }) => logIn(control),
      judge: (evidence) => onceAtMost(evidence, "renewal", "token"),
    }),
  },
  "angen.parallel-registrations-have-one-winner": {
    "several-at-once": registeredAtOnce(4, ({ username }) => ({ username })),
    "same-name-and-email-at-once": registeredAtOnce(2, (common) => common),
  },
  "angen.taken-email-is-refused": {
    "several-at-once": registeredAtOnce(4, ({ email }) => ({ email })),
  },
} as const satisfies Partial<Catalogue<"angen", AngenSession>>;
