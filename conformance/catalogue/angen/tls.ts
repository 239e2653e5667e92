import { describe, expecting, expectThat } from "../../kit/expect.ts";
import { checkFor } from "../../model/check.ts";
import type { Catalogue } from "../catalogue.ts";
import type { AngenSession } from "./api.ts";

const check = checkFor<AngenSession>();

/** A check of a client that offers old versions of TLS alone. */
export const tls = {
  "angen.old-tls-is-refused": {
    "tls-1-1-at-most": check({
      needs: ["tls"],
      act: async ({ angen }) => ({
        attempt: await (await angen.open({ newestTls: "TLSv1.1" })).ping({ mayClose: true }),
        control: await angen.ping(),
      }),
      control: ({ control }) => expecting(control, "pong"),
      judge: ({ attempt }) =>
        expectThat(attempt.response === undefined, attempt.step, "no connection", describe(attempt)),
    }),
  },
} as const satisfies Partial<Catalogue<"angen", AngenSession>>;
