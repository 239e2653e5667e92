import { expectThat } from "../../kit/expect.ts";
import { checkFor } from "../../model/check.ts";
import { CannotTest } from "../../model/errors.ts";
import type { Catalogue } from "../catalogue.ts";
import { loginFrom, rightPassword, sentFrom } from "./asking-from.ts";
import type { AuthSession } from "./client.ts";
import { inASuspension } from "./in-a-suspension.ts";
import { succeed } from "./outcomes.ts";
import { areKeptOut, needs, suspended } from "./suspending.ts";
import { keptFor } from "./tokens.ts";

const check = checkFor<AuthSession>();

/** The last number of an address, one further. */
const neighbourOf = (address: string) => address.replace(/\d+$/, (last) => String((Number(last) % 254) + 1));

/** Checks of whom a suspension leaves alone. */
export const sparedBySuspensions = {
  "pattmayne.suspension-spares-other-addresses": {
    "neighbouring-address": inASuspension(
      (session, { account }, address) => rightPassword(session, account, neighbourOf(address)),
      succeed,
    ),
    "another-address": inASuspension(
      (session, { account }) => rightPassword(session, account, session.pm.newAddress()),
      succeed,
    ),
  },
  "pattmayne.suspension-spares-living-sessions": {
    "at-me": inASuspension(
      async ({ pm, account }, _, address) =>
        pm.me({ accessToken: (await pm.cookies(account)).accessToken }, sentFrom(address)),
      succeed,
    ),
    "at-me-from-elsewhere": check({
      needs: [...needs, "registration"],
      act: async (session) => {
        const { pm } = session;
        // Whoever was logged in before may have less time left than a login tells.
        const [user, address] = [await pm.registered(), pm.newAddress()];
        await suspended(session, user.account, address);
        const control = await rightPassword(session, user.account, address);
        const renewal = await pm.refresh(user.refreshToken);
        const attempt = await pm.me({ accessToken: renewal.taken["accessToken"] });
        const lived = session.now() - user.from.startedAt;
        if (lived > (keptFor(user.refreshToken, user.from) ?? lived)) {
          throw new CannotTest("tokens expired too early: let the target's tokens live longer");
        }
        return { from: user.from, control, renewal, attempt };
      },
      control: ({ from: login, control }) => [...succeed(login), ...areKeptOut(control)],
      judge: ({ renewal, attempt }) => succeed(renewal, attempt),
    }),
    "renewal-from-a-suspended-address": inASuspension(
      async ({ pm, account }, _, address) => pm.refresh((await pm.signIn(account)).refreshToken, sentFrom(address)),
      succeed,
    ),
    "login-by-cookies": inASuspension(
      async (session, _, address) => {
        const { pm, account } = session;
        const [{ accessToken, refreshToken }, { clientId }] = [await pm.cookies(account), await pm.client()];
        return loginFrom(session, address, { accessToken, refreshToken, clientId });
      },
      succeed,
      ["client"],
    ),
    "back-channel-from-a-suspended-address": inASuspension(
      async ({ pm }, _, address) => {
        // Another check's login at that client would end the token.
        const user = await pm.lend();
        const { client, userId, refreshToken } = await pm.connect(user, await pm.client());
        const answer = await pm.checkRefresh(client, { userId, refreshToken }, sentFrom(address));
        pm.leave(user);
        return answer;
      },
      (attempt) => [
        ...succeed(attempt),
        ...expectThat(attempt.taken["isValid"] !== false, attempt.step, "a valid token", "one that is not"),
      ],
      ["client"],
    ),
  },
} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;
