import type { Session } from "../../engine/session.ts";
import { describe, expecting, expectThat } from "../../kit/expect.ts";
import { checkFor } from "../../model/check.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { Account } from "../../model/target.ts";
import type { CommonChecks } from "../catalogue.ts";
import type { Circumstance } from "../circumstances.ts";
import { atEach, type CommonFace } from "./face.ts";

/** How a protocol renews access, and lends an account that a check may spoil. */
export interface Renewal<S> {
  /** An account that nobody else uses. */
  lend(session: S): Promise<Account>;
  /** A login, and the access token that is good since then, or since the last renewal. */
  signIn(
    session: S,
    account: Account,
  ): Promise<{ login: Exchange; readonly access: string; renew(): Promise<Exchange> }>;
  /** The outcome of a renewal that yields an access token. */
  readonly renewed: string;
}

/** Has an account removed by whoever runs the target, and gives it the time to show at a login. */
export async function remove<S extends Session>(
  session: S,
  account: Account,
  { login, loggedIn }: Pick<CommonFace<S, never>, "login" | "loggedIn">,
): Promise<void> {
  await session.hook("remove-account", { username: account.username });
  await session.eventually(
    () => login(session, { ...account }),
    ({ outcome }) => outcome !== loggedIn,
  );
}

/** Checks of Common.Credentials about accounts that are removed, by whoever runs the target. */
export function removal<S extends Session, At extends Circumstance>(face: CommonFace<S, At>, renewal: Renewal<S>) {
  const check = checkFor<S>();
  const needs = ["remove-account-hook", "disposable-account"] as const;

  /** An account is signed in, then removed, and then comes again. */
  const removed = async (session: S) => {
    const account = await renewal.lend(session);
    const signedIn = await renewal.signIn(session, account);
    const living = await face.whoAmI(session, signedIn.access);
    const control = await signedIn.renew();
    await remove(session, account, face);
    return { account, signedIn, living, control };
  };
  const isAlive = ({ living, control }: { living: Exchange; control: Exchange }) => [
    ...expecting(living, ...face.authorized),
    ...expecting(control, renewal.renewed),
  ];

  return {
    "removed-account-gets-no-token": {
      "after-its-removal": check({
        needs,
        act: async (session) => {
          const { account, signedIn, living, control } = await removed(session);
          return { living, control, renewal: await signedIn.renew(), login: await face.login(session, { ...account }) };
        },
        control: isAlive,
        judge: ({ renewal: again, login }) => [
          ...expectThat(again.outcome !== renewal.renewed, again.step, "no token", describe(again)),
          ...expectThat(login.outcome !== face.loggedIn, login.step, "no token", describe(login)),
        ],
      }),
    },
    "removed-accounts-bearer-is-refused": atEach(face.resources, (resource) =>
      check({
        needs,
        act: async (session) => {
          const { signedIn, living, control } = await removed(session);
          return { living, control, attempt: await resource(session, signedIn.access) };
        },
        control: isAlive,
        judge: ({ attempt }) => expecting(attempt, ...face.refused, ...face.unauthorized),
      }),
    ),
  } satisfies CommonChecks<S>;
}
