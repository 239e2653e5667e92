import { expiredTokens } from "./expired-tokens.ts";
import { lateTokens } from "./late-tokens.ts";
import { renewedLifetimes } from "./renewed-lifetimes.ts";
import { toldExpiries } from "./told-expiries.ts";

/** Checks of what tokens say of their lifetimes, and of tokens that expire. */
export const tokenLifetimes = { ...toldExpiries, ...expiredTokens, ...lateTokens, ...renewedLifetimes };
