import type { Store } from "../store/port.ts";
import type { Profile } from "../store/profile-port.ts";
import type { Wire } from "./connection.ts";
import type { Timers } from "./timers.ts";

/** Milliseconds from one look to the next whether logins are over that another process has ended. */
const interval = 1_000;

/** Whose connections are whose. */
export interface Logins {
  /** The user as of the login; undefined where nobody has logged in. */
  userOf(connection: Wire): Profile | undefined;
  /** Makes a connection a user's, whosever it was. */
  logIn(connection: Wire, user: Profile): void;
  /** Forgets a connection. */
  forget(connection: Wire): void;
  /** Whether all that the user was given has been revoked since the login, or the account is gone. */
  isOver(user: Profile): Promise<boolean>;
  /** Ends all connections of a user. */
  finish(user: Profile): void;
}

/**
 * Creates the logins of one listener, over a store and timers that are asked for at each call. They end with a revocation
 * in another process as well, a second later at most.
 *
 * @param onFault is told where the store cannot be asked
 */
export function createLogins(
  ports: () => { readonly store: Store; readonly timers: Timers },
  onFault: (error: unknown) => void,
): Logins {
  const users = new Map<Wire, Profile>();
  const isOver = async ({ uuid, revocations }: Profile) =>
    (await ports().store.findProfile({ uuid }))?.revocations !== revocations;
  let isLooking = false;
  const lookSoon = () => {
    if (isLooking || users.size === 0) return;
    isLooking = true;
    ports().timers.after(interval, async () => {
      try {
        for (const [connection, user] of users) if (await isOver(user)) connection.finish();
      } catch (error) {
        onFault(error);
      }
      isLooking = false;
      lookSoon();
    });
  };

  return {
    userOf: (connection) => users.get(connection),
    logIn(connection, user) {
      users.set(connection, user);
      lookSoon();
    },
    forget: (connection) => users.delete(connection),
    isOver,
    finish({ uuid }) {
      for (const [connection, user] of users) if (user.uuid === uuid) connection.finish();
    },
  };
}
