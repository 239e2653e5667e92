import { randomBytes } from "node:crypto";
import { wire } from "@authmark/protocols/pattmayne/client/wire";
import { type HttpCaller, http as overHttp } from "../../../engine/http-caller.ts";
import type { Suite } from "../../../engine/suite.ts";
import type { RequirementId } from "../../../model/requirement.ts";
import type { Account } from "../../../model/target.ts";
import type { HttpWire } from "../../../model/wire.ts";
import { features } from "../features.ts";
import { expiriesOf } from "../tokens.ts";
import { catalogue } from "./catalogue.ts";
import { type AppSession, createAppSession } from "./client.ts";
import { observe, observePolicy } from "./observe.ts";

/** Known deviations. */
const dialects = {
  "cookies-not-secure": ["pattmayne.app-cookies-are-secure"],
} as const satisfies Record<string, readonly RequirementId[]>;

/** A client app has no users of its own: the suite's auth app vouches for whom a check needs. */
const USERS: readonly Account[] = ["one", "two"].map((name) => ({
  username: `user-${name}`,
  password: randomBytes(24).toString("hex"),
}));

/** The suite of a client app, whose auth app the suite plays. */
export const clientApp: Suite<HttpCaller, Pick<AppSession, "app" | "auth">> = {
  // What the suite's auth app is asked is secret as well.
  secretRoles: [...wire.secrets, "clientSecret"],
  operations: wire.operations,
  tokenRoles: ["accessToken"],
  roundedByMs: 1000,
  expiriesOf,
  open: (target, means) => overHttp.open(target, wire satisfies HttpWire, means),
  extend: (session, caller, target) => createAppSession(caller, session, target),
  users: () => USERS,
  features,
  dialects,
  observe,
  observePolicy,
  catalogue,
};
