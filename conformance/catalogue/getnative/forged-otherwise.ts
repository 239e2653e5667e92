import type { Variation } from "../../engine/http-caller.ts";
import { withMethod } from "../../kit/http.ts";
import type { Forgery } from "../../kit/jwt/forgery.ts";
import { oneByOne } from "../../kit/one-by-one.ts";
import { checkFor } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import { forge } from "../common/forging.ts";
import type { GetnativeSession } from "./client.ts";
import { areRefused, succeed } from "./outcomes.ts";

const check = checkFor<GetnativeSession>();

/** One connection for all of it, or another way to ask. */
type Way = (session: GetnativeSession) => { readonly forged: Variation; readonly good?: Variation };

/** The tokens of a row, sent in another way than where all rows are, each so many times. */
function refusedBy(row: Forgery, way: Way, times = 1) {
  return check({
    needs: row.needs,
    async act(session): Promise<Evidence & { control: Exchange }> {
      const { gn, account } = session;
      const { token } = await gn.fresh(account);
      const { good, forged } = way(session);
      const control = await gn.account(token, good);
      const { tokens } = await forge(session, row, token);
      const each = tokens.flatMap((one) => Array.from({ length: times }, () => () => gn.account(one.token, forged)));
      return { ...(await oneByOne("attempt", each)), control };
    },
    control: ({ control }) => succeed(control),
    judge: ({ control: _, ...attempts }) => areRefused(...Object.values(attempts)),
  });
}

/** A row by HEAD, each token twice, and on a connection that has just brought the good one. */
export const sentOtherwise = (row: Forgery) => ({
  "asked-for-its-head": refusedBy(row, () => ({ forged: { request: withMethod("HEAD") } })),
  "sent-twice": refusedBy(row, () => ({ forged: {} }), 2),
  "on-the-connection-of-a-good-one": refusedBy(row, ({ gn }) => {
    const on = gn.http.connect();
    return { forged: { on }, good: { on } };
  }),
});
