import { describe, expectThat } from "../../kit/expect.ts";
import { checkFor } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import { type Catalogue, under } from "../catalogue.ts";
import { credentials } from "../common/credentials.ts";
import { numbered } from "../common/parallel.ts";
import { type Registrar, registration } from "../common/registration.ts";
import { timing } from "../common/timing.ts";
import type { AngenSession, Ask } from "./api.ts";
import { logIn, yieldTokens } from "./expectations.ts";
import { face } from "./face.ts";
import { byName } from "./get-token.ts";
import { idLike } from "./known-user.ts";
import { passwordChange } from "./password.ts";
import { isStill } from "./renewal.ts";
import { leave, spare } from "./spare.ts";

const check = checkFor<AngenSession>();

/** How accounts come to be: with an email that says nothing of the name, so that it is the name that is looked at. */
const registrar: Registrar<AngenSession> = {
  needs: ["registration"],
  newAccount: ({ angen }, passwordLength) => angen.newAccount(passwordLength),
  register: ({ angen, newName }, { username, password }) =>
    angen.register({ username, password, email: angen.emailOf(newName()) }),
  registered: "registered",
};

/** An answer has members of its own beside what it says, such as the time: only that is compared. */
const { "wrong-password-and-unknown-user-look-alike": _, ...comparedWhole } = credentials(face);

/** What common sentences ask of passwords and names. */
export const commonCredentials = {
  ...under("angen", comparedWhole),
  ...under("angen", registration(face, registrar)),
  ...under("angen", timing(face)),
};

/** What an answer says to who reads it. */
const said = ({ outcome, taken }: Exchange) => JSON.stringify([outcome, taken]);

/** Finds fault with the second of two answers that differ. */
export function lookAlike(one: Exchange, other: Exchange): readonly Finding[] {
  return expectThat(said(one) === said(other), other.step, describe(one), describe(other));
}

/** More checks of passwords and names. */
export const ownCredentials = {
  "angen.wrong-password-and-unknown-user-look-alike": {
    "unknown-user": check({
      act: async (session) => {
        const { angen, account, newName } = session;
        const control = await angen.sharedAnswer(account);
        const password = `wrong-${account.password}`;
        const userId = String(control.taken["userId"]);
        return {
          control,
          wrongByName: await angen.getToken({ username: account.username, password }),
          unknownName: await angen.getToken({ username: newName(), password }),
          unknownEmail: await angen.getToken({ email: angen.emailOf(newName()), password }),
          wrongById: await angen.getToken({ userId, password }),
          unknownId: await angen.getToken({ userId: idLike(userId, session), password }),
        };
      },
      control: ({ control }) => yieldTokens(control),
      judge: ({ wrongByName, unknownName, unknownEmail, wrongById, unknownId }) => [
        ...lookAlike(wrongByName, unknownName),
        ...lookAlike(wrongByName, unknownEmail),
        ...lookAlike(wrongById, unknownId),
      ],
    }),
  },
  "angen.failed-logins-lock-nobody-else-out": {
    "after-wrong-codes": check({
      needs: ["second-account"],
      act: async (session) => {
        const { angen, account, other } = session;
        const { connection, token, login } = await angen.enter(await spare(session, account));
        const control = await angen.sharedAnswer(other);
        for (let failure = 0; failure < 5; failure++) {
          await connection.login(`garbage-${failure}`);
          await connection.renew({ identifierCode: token.identifierCode, renewalCode: `garbage-${failure}` });
        }
        for (let failure = 0; failure < 3; failure++) {
          await connection.getToken({ username: other.username, password: `wrong-${failure}` });
        }
        const again = await angen.login(token.identifierCode);
        if (again.outcome === "loggedIn") leave(session, account, token);
        return {
          login,
          control,
          whoami: await connection.whoami(),
          again,
          their: await angen.login(control.taken["identifierCode"]),
        };
      },
      control: ({ login, control }) => [...logIn(login), ...yieldTokens(control)],
      judge: ({ login, whoami, again, their }) => [...isStill(whoami, login), ...logIn(again, their)],
    }),
  },
  "angen.password-is-its-users-own": {
    "two-users-by-email-and-id": check({
      needs: ["second-account"],
      act: async ({ angen, account, other }) => {
        const control = await angen.sharedAnswer(account);
        const { userId } = control.taken;
        const email = account.email ?? angen.emailOf(account.username);
        const { password } = other;
        // On the connection of the one whose password it is, too.
        const { connection } = await angen.enter(other);
        return {
          control,
          byId: await angen.getToken({ userId, password }),
          byEmail: await angen.getToken({ email, password }),
          onTheirConnection: await connection.getToken({ username: account.username, password }),
        };
      },
      control: ({ control }) => yieldTokens(control),
      judge: ({ control, ...attempts }) =>
        Object.values(attempts).flatMap((attempt) =>
          attempt.sent["password"] === control.sent["password"] ? [] : isNoToken(attempt),
        ),
    }),
  },
  "angen.long-password-is-never-cut": {
    "new-password-of-100": isKeptWhole(100),
    "new-password-of-300": isKeptWhole(300),
    "new-password-of-4000": isKeptWhole(4000),
  },
  "angen.look-alike-name-is-another-name": {
    "near-misses-of-the-email": check({
      needs: ["registration"],
      act: async ({ angen }): Promise<Evidence & { control: Exchange }> => {
        const { account } = await angen.registered();
        const { email = "", password } = account;
        const control = await angen.getToken({ email, password });
        const [name = "", domain = ""] = email.split("@");
        const near = [
          `${name}x@${domain}`,
          `${name.slice(0, -1)}@${domain}`,
          `${name}@${domain}.example`,
          `${name}+tag@${domain}`,
          `${email}\0x`,
          `${name.slice(0, 2)}\u200b${name.slice(2)}@${domain}`,
          "%",
          `%@${domain}`,
          `${name.slice(0, -1)}%@${domain}`,
          `${name.slice(0, -1)}_@${domain}`,
          `${name.slice(0, -1)}*@${domain}`,
          name,
        ];
        const asks = near.map(
          (each): Ask =>
            (on) =>
              on.getToken({ email: each, password }),
        );
        return { ...numbered("attempt", await (await angen.open()).askAll(asks)), control };
      },
      control: ({ control }) => yieldTokens(control),
      judge: ({ control: __, ...attempts }) => Object.values(attempts).flatMap(isNoToken),
    }),
    "near-misses-of-the-id": check({
      act: async (session): Promise<Evidence & { control: Exchange }> => {
        const { angen, account } = session;
        const { password } = account;
        const control = await angen.sharedAnswer(account);
        const userId = String(control.taken["userId"]);
        const near = [
          userId.slice(0, 8),
          userId.slice(0, -1),
          `${userId}0`,
          `${userId}\0x`,
          "%",
          idLike(userId, session),
        ];
        const asks = near
          .filter((each) => each !== userId)
          .map(
            (each): Ask =>
              (on) =>
                on.getToken({ userId: each, password }),
          );
        return { ...numbered("attempt", await (await angen.open()).askAll(asks)), control };
      },
      control: ({ control }) => yieldTokens(control),
      // An id may be as short as another user's, who may have the same password.
      judge: ({ control, ...attempts }) =>
        Object.values(attempts).flatMap((attempt) =>
          attempt.taken["userId"] === control.taken["userId"] ? isNoToken(attempt) : [],
        ),
    }),
  },
  "angen.password-is-compared-whole": {
    // Whoever cannot write a letter may put the same mark in the place of every such letter.
    "other-letters-beyond-ascii": check({
      needs: ["registration"],
      act: async ({ angen }): Promise<Evidence & { control: Exchange }> => {
        const made = angen.newAccount();
        const account = { ...made, password: `${made.password}é漢ж` };
        const registration = await angen.register({ ...account });
        const others = ["öñß", "é字ж", "???", "\ufffd\ufffd\ufffd", "e?z", ""];
        const asks = others.map(
          (ending): Ask =>
            (on) =>
              on.getToken({ username: account.username, password: made.password + ending }),
        );
        const attempts = await (await angen.open()).askAll(asks);
        return { ...numbered("attempt", attempts), registration, control: await angen.getToken(byName(account)) };
      },
      // A server may refuse such a password.
      control: ({ registration, control }) => (registration?.outcome === "registered" ? yieldTokens(control) : []),
      judge: ({ control: __, registration: ___, ...attempts }) => Object.values(attempts).flatMap(isNoToken),
    }),
    "characters-in-another-order": check({
      act: async (session): Promise<Evidence & { control: Exchange }> => {
        const { angen, account } = session;
        const control = await angen.sharedAnswer(account);
        const letters = Array.from(account.password);
        const orders = [letters.toReversed(), letters.toSorted(), [...letters.slice(1), ...letters.slice(0, 1)]];
        const asks = orders
          .map((order) => order.join(""))
          .filter((password) => password !== account.password)
          .map(
            (password): Ask =>
              (on) =>
                on.getToken({ username: account.username, password }),
          );
        return { ...numbered("attempt", await (await angen.open()).askAll(asks)), control };
      },
      control: ({ control }) => yieldTokens(control),
      judge: ({ control: __, ...attempts }) => Object.values(attempts).flatMap(isNoToken),
    }),
  },
} as const satisfies Partial<Catalogue<"angen", AngenSession>>;

/** Finds fault with a token for whom there should be none. */
function isNoToken(attempt: Exchange): readonly Finding[] {
  return expectThat(attempt.outcome !== "token", attempt.step, "no token", describe(attempt));
}

/** A password of so many characters that is changed to: it is refused, or compared to its last one. */
function isKeptWhole(length: number) {
  return check({
    needs: passwordChange.needs,
    act: async ({ angen, newPassword }) => {
      const { account, token } = await angen.lend();
      const { connection, login } = await angen.enter(token);
      const next = newPassword(length);
      const change = await connection.changePassword({ current: account.password, next }, { mayClose: true });
      const { username } = account;
      return {
        login,
        change,
        whole: await angen.getToken({ username, password: next }),
        changed: await angen.getToken({ username, password: `${next.slice(0, -1)}!` }),
        cut: await angen.getToken({ username, password: next.slice(0, -1) }),
        old: await angen.getToken(byName(account)),
      };
    },
    control: ({ login }) => logIn(login),
    judge: ({ change, whole, changed, cut, old }) => [
      ...(change.outcome === "success" ? [...yieldTokens(whole), ...isNoToken(old)] : []),
      ...isNoToken(changed),
      ...isNoToken(cut),
    ],
  });
}
