import { withHeader } from "../../kit/http.ts";
import { loginFrom } from "./asking-from.ts";
import { emailFor, emailOf } from "./credentials.ts";
import type { Guess } from "./suspending.ts";

export const unknownUser: Guess = (session, { password }, address) =>
  loginFrom(session, address, { username: session.newName(), password });

export const unknownEmail: Guess = (session, { password }, address) =>
  loginFrom(session, address, { username: emailOf(session.newName()), password });

export const byEmail: Guess = (session, account, address, time) =>
  loginFrom(session, address, { username: emailFor(account), password: `not ${account.password}${time}` });

export const atAClient: Guess = async (session, { username, password }, address, time) => {
  const { clientId } = await session.pm.client();
  return loginFrom(session, address, { username, password: `not ${password}${time}`, clientId });
};

/** By another browser each time. */
export const inDisguise: Guess = (session, { username, password }, address, time) => {
  const request = withHeader("cookie", `browser=${session.newName()}`);
  return loginFrom(session, address, { username, password: `not ${password}${time}` }, { request });
};
