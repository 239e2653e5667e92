import { CannotTest } from "../model/errors.ts";
import type { Target } from "../model/target.ts";
import { encode } from "../targets/wire/encode.ts";
import { callHook } from "./hooks.ts";
import { signed } from "./http-request.ts";
import { createHttpTransport } from "./http-transport.ts";

/** Sets a target's clock as its file says: by a command, or by a request; so many milliseconds ahead. */
export function clockHook(target: Target): (aheadMs: number) => Promise<void> {
  const { hooks = {}, clockRequest, url, ca } = target;
  const { clock } = hooks;
  const offsetOf = (aheadMs: number) => String(Math.round(aheadMs / 1000));
  if (clock) return (aheadMs) => callHook("clock", clock, { offset: offsetOf(aheadMs) });
  if (!clockRequest) throw new Error("A target's clock is to be set that has no hook for it.");
  return async (aheadMs) => {
    const transport = createHttpTransport({ url, ...(ca !== undefined && { ca }) });
    try {
      const request = signed(encode(url, clockRequest, { offset: offsetOf(aheadMs) }));
      const answer = await transport.exchange(request);
      if (!("kind" in answer)) throw new CannotTest(`hooks.clock failed: ${answer.message} (${answer.code})`);
      if (answer.status >= 300)
        throw new CannotTest(`hooks.clock failed: ${request.method} ${request.url} said ${answer.status}`);
    } finally {
      await transport.close();
    }
  };
}
