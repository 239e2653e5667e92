import type { Seams } from "@authmark/reference-server/app";
import type { hmailFaults } from "../../faults/hmail.ts";
import type { Front } from "../front.ts";
import { accounts } from "./hmail-accounts.ts";
import { authenticate } from "./hmail-authenticate.ts";
import { checkAuth } from "./hmail-check-auth.ts";
import { framing } from "./hmail-framing.ts";
import { badInputAndSecrets } from "./hmail-input.ts";
import { mailMutants } from "./hmail-mails.ts";
import { refreshAccess } from "./hmail-refresh-access.ts";

/** A broken server: the reference with some parts changed, or with something broken in front of it. */
export interface Broken extends Seams {
  /** What stands between the suite and the server. */
  readonly front?: Front;
}

/** Builds a fresh broken server, with no memory of an earlier one. */
export type Mutant = () => Broken;

/** Some of h-mail's broken servers, each under the name of its fault. */
export type Mutants = Partial<Record<keyof typeof hmailFaults, Mutant>>;

/** Every broken server, joined to its fault by name: one that is missing, or has no fault, does not compile. */
export const hmailMutants = {
  ...badInputAndSecrets,
  ...authenticate,
  ...refreshAccess,
  ...checkAuth,
  ...mailMutants,
  ...framing,
  ...accounts,
} satisfies Record<keyof typeof hmailFaults, Mutant>;
