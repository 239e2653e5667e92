/** A login that has begun at the client app: its state and the browser's cookie, by their hashes. */
export interface BegunLogin {
  readonly state: string;
  readonly cookie: string;
  /** Milliseconds since the Unix epoch. */
  readonly expiresAt: number;
}

/** Logins that are under way. */
export interface StateStore {
  /** Adds a login, and deletes the oldest ones where there are more than `capacity` then. */
  insertState(login: BegunLogin, capacity: number): Promise<void>;
  /**
   * Deletes a login that is under way at `now`, in milliseconds since the Unix epoch: of several that ask for it at once, one
   * gets it.
   *
   * @returns whether there was one with this state and this cookie
   */
  takeState(login: Pick<BegunLogin, "state" | "cookie">, now: number): Promise<boolean>;
}
