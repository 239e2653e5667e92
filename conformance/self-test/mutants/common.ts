import type { CommonFault } from "../../faults/common.ts";
import type { Ground, Mutant } from "./broken.ts";
import { credentials } from "./common-credentials.ts";
import { framing } from "./common-framing.ts";
import { http } from "./common-http.ts";
import { input } from "./common-input.ts";
import { secrets } from "./common-secrets.ts";

/** The servers of a protocol that are broken in what every protocol over HTTP asks. */
export function commonMutants(ground: Ground) {
  return {
    ...input(ground),
    ...secrets(ground),
    ...credentials,
    ...http,
    ...framing(ground),
  } satisfies Record<CommonFault, Mutant>;
}
