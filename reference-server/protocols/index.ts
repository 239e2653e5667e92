import { operations as hmail } from "@authmark/protocols/hmail/schemas";
import type { Hono } from "hono";
import type { Config, ProtocolName } from "../config.ts";
import type { Env } from "../env.ts";
import { type Context, implement } from "../http/implement.ts";
import { createHandlers as createHmail, type HmailHandlers } from "./hmail/handlers.ts";

/** Where a caller can put itself between a protocol's operations and the handlers that serve them. */
export interface HandlerSeams {
  hmail?(handlers: HmailHandlers, env: Env): HmailHandlers;
}

/** Creates what serves one role of a protocol. */
type CreateService = (env: Env, config: Config, seams: HandlerSeams) => Hono<Context>;

const asTheyAre = <T>(handlers: T): T => handlers;

/** What each protocol serves, by role. */
export const protocols: Readonly<Record<ProtocolName, Readonly<Record<string, CreateService>>>> = {
  hmail: {
    server: (env, config, { hmail: wrap = asTheyAre }) =>
      implement(hmail, wrap(createHmail(env, config), env), env, config),
  },
};
