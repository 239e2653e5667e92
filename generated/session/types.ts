// Generated from spec/ by `npm run generate`. Do not edit.
export type paths = {
    "/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begins a session */
        post: operations["login"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Exchanges a refresh token for new tokens of the same session; both old ones are dead from then on */
        post: operations["refresh"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends a session: neither of its tokens is good for anything afterwards */
        post: operations["logout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tells whose session an access token belongs to */
        get: operations["session"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
};
export type webhooks = Record<string, never>;
export type components = {
    schemas: {
        /**
         * Format: password
         * @description The access token of a session, opaque to the client.
         */
        AccessToken: string;
        /**
         * Format: password
         * @description The refresh token of a session, opaque to the client.
         */
        RefreshToken: string;
        /**
         * Format: double-int
         * @description Seconds from now, as RFC 6749 §5.1 tells lifetimes.
         */
        Seconds: number;
        /** @description The tokens of a session, and how long they live. */
        Tokens: {
            access_token: components["schemas"]["AccessToken"];
            refresh_token: components["schemas"]["RefreshToken"];
            /** @enum {string} */
            token_type: "Bearer";
            expires_in: components["schemas"]["Seconds"];
            refresh_expires_in: components["schemas"]["Seconds"];
        };
        /**
         * @description What was wrong, as OAuth spells it (RFC 6749 §5.2).
         * @enum {string}
         */
        ErrorCode: "invalid_request" | "invalid_credentials" | "invalid_grant" | "invalid_token";
        /** @description An error as OAuth spells it (RFC 6749 §5.2). */
        OAuthError: {
            error: components["schemas"]["ErrorCode"];
            /** @description For developers; never the request's content. */
            error_description?: string;
        };
        /** @description The name under which a user logs in. */
        Username: string;
        /**
         * Format: password
         * @description A password, as its user typed it.
         */
        Password: string;
        /** @description Who begins a session. */
        LoginRequest: {
            username: components["schemas"]["Username"];
            password: components["schemas"]["Password"];
        };
        /** @description The refresh token that is to be exchanged. */
        RefreshRequest: {
            refresh_token: components["schemas"]["RefreshToken"];
        };
        /** @description The refresh token of the session that is to end. */
        LogoutRequest: {
            refresh_token: components["schemas"]["RefreshToken"];
        };
        /** @description Whose session it is, and how long its access token still lives. */
        SessionResponse: {
            username: components["schemas"]["Username"];
            expires_in: components["schemas"]["Seconds"];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
};
export type AccessToken = components['schemas']['AccessToken'];
export type RefreshToken = components['schemas']['RefreshToken'];
export type Seconds = components['schemas']['Seconds'];
export type Tokens = components['schemas']['Tokens'];
export type ErrorCode = components['schemas']['ErrorCode'];
export type OAuthError = components['schemas']['OAuthError'];
export type Username = components['schemas']['Username'];
export type Password = components['schemas']['Password'];
export type LoginRequest = components['schemas']['LoginRequest'];
export type RefreshRequest = components['schemas']['RefreshRequest'];
export type LogoutRequest = components['schemas']['LogoutRequest'];
export type SessionResponse = components['schemas']['SessionResponse'];
export type $defs = Record<string, never>;
export interface operations {
    login: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LoginRequest"];
            };
        };
        responses: {
            /** @description An application outcome that carries a token, and that no cache keeps (RFC 9111 §5.2.2.5). */
            200: {
                headers: {
                    "cache-control": "no-store";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tokens"];
                };
            };
            /** @description Name and password are nobody's: `invalid_credentials`. */
            401: {
                headers: {
                    "cache-control": "no-store";
                    /** @description The challenge `Bearer`: what a login yields are such tokens. */
                    "www-authenticate": "Bearer";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthError"];
                };
            };
            /** @description The request is not one that is understood, or the tokens in it do not fit: `invalid_request`, `invalid_grant`. */
            "4XX": {
                headers: {
                    "cache-control": "no-store";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthError"];
                };
            };
        };
    };
    refresh: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RefreshRequest"];
            };
        };
        responses: {
            /** @description An application outcome that carries a token, and that no cache keeps (RFC 9111 §5.2.2.5). */
            200: {
                headers: {
                    "cache-control": "no-store";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tokens"];
                };
            };
            /** @description The request is not one that is understood, or the tokens in it do not fit: `invalid_request`, `invalid_grant`. */
            "4XX": {
                headers: {
                    "cache-control": "no-store";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthError"];
                };
            };
        };
    };
    logout: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LogoutRequest"];
            };
        };
        responses: {
            /** @description It is done; there is nothing to say. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description There is no access token, or one that is no good (RFC 6750 §3): `invalid_token`. */
            401: {
                headers: {
                    "cache-control": "no-store";
                    /** @description The challenge `Bearer`, with `error="invalid_token"` where a token was sent. */
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthError"];
                };
            };
            /** @description The request is not one that is understood, or the tokens in it do not fit: `invalid_request`, `invalid_grant`. */
            "4XX": {
                headers: {
                    "cache-control": "no-store";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthError"];
                };
            };
        };
    };
    session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An application outcome. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionResponse"];
                };
            };
            /** @description There is no access token, or one that is no good (RFC 6750 §3): `invalid_token`. */
            401: {
                headers: {
                    "cache-control": "no-store";
                    /** @description The challenge `Bearer`, with `error="invalid_token"` where a token was sent. */
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthError"];
                };
            };
            /** @description The request is not one that is understood, or the tokens in it do not fit: `invalid_request`, `invalid_grant`. */
            "4XX": {
                headers: {
                    "cache-control": "no-store";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthError"];
                };
            };
        };
    };
}
