/** How long to wait for an expiry, and for a target that asks to be asked later, in milliseconds. */
export const DEFAULT_MAX_WAIT_MS = 60_000;
