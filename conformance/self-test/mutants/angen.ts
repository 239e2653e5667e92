import type { angenFaults } from "../../faults/angen.ts";
import { addresses } from "./angen-addresses.ts";
import { closings } from "./angen-closing.ts";
import { angenCodes } from "./angen-codes.ts";
import { angenCredentials } from "./angen-credentials.ts";
import { envelopes } from "./angen-envelopes.ts";
import { errors } from "./angen-errors.ts";
import { expiries } from "./angen-expiry.ts";
import { input } from "./angen-input.ts";
import { lines } from "./angen-lines.ts";
import { login } from "./angen-login.ts";
import { lookAlikes } from "./angen-look-alikes.ts";
import { password } from "./angen-password.ts";
import { registration } from "./angen-registration.ts";
import { renewal } from "./angen-renewal.ts";
import { renewalEnds } from "./angen-renewal-ends.ts";
import { forgetful } from "./angen-restarts.ts";
import { revocation } from "./angen-revocation.ts";
import { tokens } from "./angen-tokens.ts";
import type { Mutant } from "./broken.ts";
import { oldTls } from "./common-framing.ts";

/** Some of angen's broken servers, each under the name of its fault. */
export type AngenMutants = Partial<Record<keyof typeof angenFaults, Mutant>>;

/** Every broken server, joined to its fault by name: one that is missing, or has no fault, does not compile. */
export const angenMutants = {
  ...input,
  ...angenCredentials,
  ...lookAlikes,
  ...angenCodes,
  ...tokens,
  ...login,
  ...expiries,
  ...renewal,
  ...renewalEnds,
  ...addresses,
  ...envelopes,
  ...errors,
  ...lines,
  ...registration,
  ...revocation,
  ...closings,
  ...forgetful,
  ...password,
  "a server that still speaks TLS 1.1": oldTls,
} satisfies Record<keyof typeof angenFaults, Mutant>;
