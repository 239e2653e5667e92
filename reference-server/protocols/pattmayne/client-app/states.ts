import type { Clock, Random } from "../../../env.ts";
import type { StateStore } from "../../../store/state-port.ts";
import { hashOf } from "../../../tokens/tokens.ts";

const stateBytes = 32;
/** Logins that can be under way at once; where there are more, the oldest have to begin again. */
const capacity = 10_000;

/** Seconds from the beginning of a login to its end. */
export const stateTtl = 600;

/** What a login begins with: the state goes to the auth app and back, the cookie stays in the browser. */
export interface Begun {
  readonly state: string;
  readonly cookie: string;
}

/** Logins that are under way. Each ends once, and in the browser that began it. */
export interface States {
  begin(): Promise<Begun>;
  /** @returns whether the state was given to the browser with that cookie, and has not come back before */
  take(state: string, cookie: string): Promise<boolean>;
}

/**
 * Creates the logins under way, over a store, a clock and a source of randomness, which are asked for at each call.
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc6749.html#section-10.12 RFC 6749 - Cross-Site Request Forgery}
 */
export function createStates(ports: () => { clock: Clock; random: Random; store: StateStore }): States {
  const random = () => ports().random.bytes(stateBytes).toString("base64url");

  return {
    async begin() {
      const { clock, store } = ports();
      const begun = { state: random(), cookie: random() };
      await store.insertState({ ...hashesOf(begun), expiresAt: clock.now() + stateTtl * 1_000 }, capacity);
      return begun;
    },
    async take(state, cookie) {
      const { clock, store } = ports();
      return store.takeState(hashesOf({ state, cookie }), clock.now());
    },
  };
}

function hashesOf({ state, cookie }: Begun): Begun {
  return { state: hashOf(state), cookie: hashOf(cookie) };
}
