import type { Clock, Random } from "../../../env.ts";
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
  begin(): Begun;
  /** @returns whether the state was given to the browser with that cookie, and has not come back before */
  take(state: string, cookie: string): boolean;
}

/**
 * Creates the logins under way, over a clock and a source of randomness, which are asked for at each call.
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc6749.html#section-10.12 RFC 6749 - Cross-Site Request Forgery}
 */
export function createStates(ports: () => { clock: Clock; random: Random }): States {
  const underWay = new Map<string, { readonly cookie: string; readonly expiresAt: number }>();
  const random = () => ports().random.bytes(stateBytes).toString("base64url");

  return {
    begin() {
      const begun = { state: random(), cookie: random() };
      const [oldest] = underWay.keys();
      if (underWay.size >= capacity && oldest !== undefined) underWay.delete(oldest);
      const expiresAt = ports().clock.now() + stateTtl * 1_000;
      underWay.set(begun.state, { cookie: hashOf(begun.cookie), expiresAt });
      return begun;
    },
    take(state, cookie) {
      const begun = underWay.get(state);
      if (begun === undefined || begun.cookie !== hashOf(cookie)) return false;
      underWay.delete(state);
      return ports().clock.now() < begun.expiresAt;
    },
  };
}
