import { commands as angen } from "@authmark/protocols/angen/schemas";
import { operations as getnative } from "@authmark/protocols/getnative/schemas";
import { operations as hmail } from "@authmark/protocols/hmail/schemas";
import { operations as pattmayneClient } from "@authmark/protocols/pattmayne/client/schemas";
import { operations as pattmayne } from "@authmark/protocols/pattmayne/schemas";
import { operations as sessionCookies } from "@authmark/protocols/session/cookies/schemas";
import { operations as session } from "@authmark/protocols/session/schemas";
import type { Config, ProtocolName } from "../config.ts";
import type { Env } from "../env.ts";
import { implement } from "../http/implement.ts";
import type { Operation } from "../http/operation.ts";
import { refuseForeignOrigin } from "../http/origin.ts";
import { refusePlain } from "../http/plain.ts";
import type { Service } from "../http/service.ts";
import { prepareSigning } from "../jwt/prepare.ts";
import type { Converse } from "../tcp/connection.ts";
import { implement as implementLines } from "../tcp/implement.ts";
import { type AngenHandlers, createHandlers as createAngen } from "./angen/handlers.ts";
import { authenticate, tokenFields } from "./getnative/authenticate.ts";
import { renderErrors } from "./getnative/errors.ts";
import { createHandlers as createGetnative, type GetnativeHandlers } from "./getnative/handlers.ts";
import { createHandlers as createHmail, type HmailHandlers } from "./hmail/handlers.ts";
import { type ClientAppHandlers, createHandlers as createClientApp } from "./pattmayne/client-app/handlers.ts";
import { introduceClientApp } from "./pattmayne/client-app/identity.ts";
import { renderFailure } from "./pattmayne/errors.ts";
import { type AuthAppHandlers, createHandlers as createAuthApp } from "./pattmayne/handlers.ts";
import { showLoginPage } from "./pattmayne/login-page.ts";
import { prepareAuthApp } from "./pattmayne/prepare.ts";
import { type CookieHandlers, createCookieHandlers } from "./session/cookies.ts";
import { renderOAuthError } from "./session/errors.ts";
import { createHandlers as createSession, type SessionHandlers } from "./session/handlers.ts";

/** Where a caller can put itself between a protocol's operations and what serves them. */
export interface ServiceSeams {
  hmail?(handlers: HmailHandlers, env: Env): HmailHandlers;
  session?(handlers: SessionHandlers, env: Env): SessionHandlers;
  sessionCookies?(handlers: CookieHandlers, env: Env): CookieHandlers;
  getnative?(handlers: GetnativeHandlers, env: Env): GetnativeHandlers;
  angen?(handlers: AngenHandlers, env: Env): AngenHandlers;
  authApp?(handlers: AuthAppHandlers, env: Env): AuthAppHandlers;
  clientApp?(handlers: ClientAppHandlers, env: Env): ClientAppHandlers;
  /** Gets what refuses plain HTTP beside TLS, and what would serve it; returns what answers it. */
  plain?(refusing: Service, serve: () => Service): Service;
}

/** Creates what answers one role of a protocol. */
type CreateService = (env: Env, config: Config, seams: ServiceSeams) => Service;

const hmailServer: CreateService = (env, config, seams) => {
  const handlers = createHmail(env, config);
  return implement(hmail, seams.hmail?.(handlers, env) ?? handlers, env, config);
};

const sessionServer: CreateService = (env, { bodyLimit }, seams) => {
  const handlers = createSession(env);
  const options = { bodyLimit, render: renderOAuthError };
  return implement(session, seams.session?.(handlers, env) ?? handlers, env, options);
};

const cookieServer: CreateService = (env, { bodyLimit }, seams) => {
  const handlers = createCookieHandlers(env);
  const options = { bodyLimit, render: renderOAuthError, guard: refuseForeignOrigin };
  return implement(sessionCookies, seams.sessionCookies?.(handlers, env) ?? handlers, env, options);
};

const getnativeServer: CreateService = (env, { bodyLimit }, seams) => {
  const handlers = createGetnative(env);
  // Who sends a good token stays logged in, also where the rest of the request is wrong.
  const headersOfRefusal = async ({ security }: Operation, request: Request) => {
    const who = security.length > 0 ? await authenticate(env.bearer(request), env) : undefined;
    return who === undefined ? {} : tokenFields(await env.jwts.renew(who.claims));
  };
  const options = { bodyLimit, render: renderErrors, headersOfRefusal };
  return implement(getnative, seams.getnative?.(handlers, env) ?? handlers, env, options);
};

const authApp: CreateService = (env, config, seams) => {
  const handlers = createAuthApp(env, config);
  const options = { bodyLimit: config.bodyLimit, render: renderFailure, guard: refuseForeignOrigin };
  return showLoginPage(implement(pattmayne, seams.authApp?.(handlers, env) ?? handlers, env, options));
};

const clientApp: CreateService = (env, config, seams) => {
  const handlers = createClientApp(env, config);
  const options = { bodyLimit: config.bodyLimit, render: renderFailure, guard: refuseForeignOrigin };
  return implement(pattmayneClient, seams.clientApp?.(handlers, env) ?? handlers, env, options);
};

/** What has to be there before a protocol is served. */
export const preparations: Readonly<Partial<Record<ProtocolName, (env: Env, config: Config) => Promise<void>>>> = {
  getnative: (env, { signingKey }) => prepareSigning(env, signingKey),
  pattmayne: prepareAuthApp,
};

/** What has to be done when all roles of a protocol listen. */
export const introductions: typeof preparations = {
  pattmayne: introduceClientApp,
};

/** Creates what answers the lines of a protocol that is not HTTP. */
type CreateConverse = (env: Env, config: Config, seams: ServiceSeams) => Converse;

/** The protocols of lines over TCP, of which each has one role. */
export const lineProtocols = {
  angen: (env, config, seams) => {
    const handlers = createAngen(env, config);
    return implementLines(angen, seams.angen?.(handlers, env) ?? handlers, env);
  },
} satisfies Partial<Record<ProtocolName, CreateConverse>>;

/** A protocol over HTTP. */
export type HttpProtocol = Exclude<ProtocolName, keyof typeof lineProtocols>;

/** Whether a protocol is one over HTTP. */
export function isHttpProtocol(protocol: ProtocolName): protocol is HttpProtocol {
  return !Object.hasOwn(lineProtocols, protocol);
}

/** What each protocol over HTTP serves, by role. A role `plain` is served without TLS, beside the others. */
export const protocols: Readonly<Record<HttpProtocol, Readonly<Record<string, CreateService>>>> = {
  hmail: {
    server: hmailServer,
    plain: (env, config, seams) => {
      const refusing = refusePlain({ "/": "h-mail is served over HTTPS.", "/version": "1.0.0" }, env);
      return seams.plain?.(refusing, () => hmailServer(env, config, seams)) ?? refusing;
    },
  },
  session: {
    server: sessionServer,
    cookies: cookieServer,
    plain: (env, config, seams) => {
      const refusing = refusePlain({ "/": "Sessions are served over HTTPS." }, env, renderOAuthError);
      return seams.plain?.(refusing, () => sessionServer(env, config, seams)) ?? refusing;
    },
  },
  getnative: {
    server: getnativeServer,
    plain: (env, config, seams) => {
      const refusing = refusePlain({ "/": "GetNative is served over HTTPS." }, env, renderErrors);
      return seams.plain?.(refusing, () => getnativeServer(env, config, seams)) ?? refusing;
    },
  },
  pattmayne: {
    "auth-app": authApp,
    "client-app": clientApp,
    plain: (env, config, seams) => {
      const refusing = refusePlain({ "/": "Logins are served over HTTPS." }, env, renderFailure);
      return seams.plain?.(refusing, () => authApp(env, config, seams)) ?? refusing;
    },
  },
};
