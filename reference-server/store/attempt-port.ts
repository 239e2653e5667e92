/** What is known of the logins that an address has tried. Times are in milliseconds since the Unix epoch. */
export interface Attempts {
  /** When which account was failed at; the oldest first. */
  readonly failures: readonly { readonly account: string; readonly at: number }[];
  readonly suspendedUntil: number;
  /** The comparisons that are not done yet, and until when each is waited for. */
  readonly pending: readonly { readonly id: string; readonly until: number }[];
}

/** What an address is known by from now on, and what else came of the change. */
export interface AttemptsChange<T> {
  /** undefined where nothing changes. */
  readonly attempts?: Attempts | undefined;
  /** From when on nothing of it matters any more, in milliseconds since the Unix epoch. */
  readonly expiresAt: number;
  readonly result: T;
}

/** The logins that addresses have tried. */
export interface AttemptStore {
  /**
   * Changes what is known of an address. Of several changes at once, each sees what the one before it has left.
   *
   * @param change decides; it may be asked again, and must do nothing else
   * @returns its result
   */
  changeAttempts<T>(address: string, change: (known: Attempts) => AttemptsChange<T>): Promise<T>;
  findAttempts(address: string): Promise<Attempts>;
}
