import { together } from "../catalogue.ts";
import { expiredJwts } from "./expired-jwts.ts";
import { ownJwtLifetimes } from "./own-jwt-lifetimes.ts";
import { ownJwts } from "./own-jwts.ts";

/** Checks of what signed tokens are good for, and until when. */
export const jwts = together(together(ownJwts, ownJwtLifetimes), expiredJwts);
