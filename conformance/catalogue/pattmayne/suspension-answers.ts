import { expectThat } from "../../kit/expect.ts";
import type { Catalogue } from "../catalogue.ts";
import { rightPassword } from "./asking-from.ts";
import type { AuthSession } from "./client.ts";
import { inASuspension } from "./in-a-suspension.ts";
import { hasStatus } from "./outcomes.ts";
import { wrongPassword } from "./suspending.ts";
import { retryAfter } from "./suspension-time.ts";

/** Checks of how it is told that an address is suspended. */
export const suspensionAnswers = {
  "pattmayne.suspension-is-429": {
    "right-password": inASuspension(
      (session, { account }, address) => rightPassword(session, account, address),
      (attempt) => hasStatus(429, attempt),
    ),
    "wrong-password": inASuspension(
      (session, { account }, address) => wrongPassword(session, account, address, 0),
      (attempt) => hasStatus(429, attempt),
    ),
  },
  "pattmayne.suspension-tells-its-end": {
    "right-password": inASuspension(
      (session, { account }, address) => rightPassword(session, account, address),
      (attempt) => {
        const seconds = retryAfter(attempt);
        return expectThat(
          (seconds ?? 0) > 0,
          attempt.step,
          "Retry-After, in seconds or as a date",
          String(seconds ?? "none"),
        );
      },
    ),
  },
} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;
