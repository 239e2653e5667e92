import { withHeader } from "../../kit/http.ts";
import { loginFrom } from "./asking-from.ts";
import { emailFor, emailOf } from "./credentials.ts";
import { type Guess, wrongPassword } from "./suspending.ts";

/** The password of a user, under a name that nobody has. */
export const unknownUser: Guess = (session, { password }, address) =>
  loginFrom(session, address, { username: session.newName(), password });

/** The same under an email that nobody has. */
export const unknownEmail: Guess = (session, { password }, address) =>
  loginFrom(session, address, { username: emailOf(session.newName()), password });

/** A wrong password of one user, by the email. */
export const byEmail: Guess = (session, account, address, time) =>
  loginFrom(session, address, { username: emailFor(account), password: `not ${account.password}${time}` });

/** A wrong password of one user, at a client. */
export const atAClient: Guess = async (session, { username, password }, address, time) => {
  const { clientId } = await session.pm.client();
  return loginFrom(session, address, { username, password: `not ${password}${time}`, clientId });
};

/** A wrong password of one user, by another browser each time. */
export const inDisguise: Guess = (session, user, address, time) =>
  wrongPassword(session, user, address, time, { request: withHeader("cookie", `browser=${session.newName()}`) });
