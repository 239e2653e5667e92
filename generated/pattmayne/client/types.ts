// Generated from spec/ by `npm run generate`. Do not edit.
export type paths = {
    "/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Begins a login: sends the browser to the auth app, and binds the state to it */
        get: operations["begin"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Ends a login: redeems the code at the auth app, sets the cookies, and sends the browser on */
        get: operations["callback"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tells whose cookies they are
         * @description Tells whose cookies they are. A signed token that has expired is renewed while the auth app says that it may be.
         */
        get: operations["me"];
        put?: never;
        post?: never;
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
        /** Logs the user out everywhere, and clears this app's cookies */
        post: operations["logout"];
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
        /** @description The auth app's page where the user logs in, with the client's name and the state in its query. */
        LoginUri: string;
        /** @description What was wrong. */
        Failure: {
            /** @description For people; never the request's content. */
            error: string;
            /**
             * Format: double-int
             * @description The HTTP status code.
             */
            code: number;
        };
        /**
         * Format: password
         * @description A code that a client redeems once, within about a minute.
         */
        AuthCode: string;
        /**
         * Format: password
         * @description What a client gives to a browser so that it knows that browser again.
         */
        State: string;
        /**
         * Format: password
         * @description What binds a login to the browser that began it.
         */
        StateCookie: string;
        /** @description A page of this client app, without anything secret in its URL. */
        LandingUri: string;
        /**
         * Format: password
         * @description A signed JSON Web Token of a few minutes, by HS256 and a secret of its issuer's own (RFC 7519).
         */
        AccessToken: string;
        /**
         * Format: password
         * @description The refresh token of a user at one client, opaque to everybody but the auth app.
         */
        RefreshToken: string;
        /**
         * Format: double-int
         * @description A user's number, which no other user ever has.
         */
        UserId: number;
        /** @description The name under which a user logs in. */
        Username: string;
        /** @description A user, as a client app knows it. */
        ClientUser: {
            user_id: components["schemas"]["UserId"];
            username: components["schemas"]["Username"];
            user_role?: string;
        };
        /** @description Nothing has to be said. */
        Nothing: Record<string, never>;
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
};
export type LoginUri = components['schemas']['LoginUri'];
export type Failure = components['schemas']['Failure'];
export type AuthCode = components['schemas']['AuthCode'];
export type State = components['schemas']['State'];
export type StateCookie = components['schemas']['StateCookie'];
export type LandingUri = components['schemas']['LandingUri'];
export type AccessToken = components['schemas']['AccessToken'];
export type RefreshToken = components['schemas']['RefreshToken'];
export type UserId = components['schemas']['UserId'];
export type Username = components['schemas']['Username'];
export type ClientUser = components['schemas']['ClientUser'];
export type Nothing = components['schemas']['Nothing'];
export type $defs = Record<string, never>;
export interface operations {
    begin: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The browser is to go on there. */
            302: {
                headers: {
                    location: components["schemas"]["LoginUri"];
                    "cache-control": "no-store";
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request is not one that is understood, or not one that is served. */
            "4XX": {
                headers: {
                    "cache-control": "no-store";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
        };
    };
    callback: {
        parameters: {
            query: {
                code: components["schemas"]["AuthCode"];
                state?: components["schemas"]["State"];
            };
            header?: never;
            path?: never;
            cookie?: {
                client_state?: components["schemas"]["StateCookie"];
            };
        };
        requestBody?: never;
        responses: {
            /** @description The browser is to go on there. */
            302: {
                headers: {
                    location: components["schemas"]["LandingUri"];
                    "cache-control": "no-store";
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The credentials are nobody's, or there is no cookie with a token that is good. */
            401: {
                headers: {
                    "cache-control": "no-store";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description The auth app, which has to be asked, gives no answer, or none that this app can use; nothing has changed. */
            502: {
                headers: {
                    "cache-control": "no-store";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description The request is not one that is understood, or not one that is served. */
            "4XX": {
                headers: {
                    "cache-control": "no-store";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
        };
    };
    me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: {
                client_jwt?: components["schemas"]["AccessToken"];
                client_refresh_token?: components["schemas"]["RefreshToken"];
            };
        };
        requestBody?: never;
        responses: {
            /** @description An application outcome that carries a token, and that no cache keeps (RFC 9111 §5.2.2.5). */
            200: {
                headers: {
                    "cache-control": "no-store";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClientUser"];
                };
            };
            /** @description The credentials are nobody's, or there is no cookie with a token that is good. */
            401: {
                headers: {
                    "cache-control": "no-store";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description The auth app, which has to be asked, gives no answer, or none that this app can use; nothing has changed. */
            502: {
                headers: {
                    "cache-control": "no-store";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description The request is not one that is understood, or not one that is served. */
            "4XX": {
                headers: {
                    "cache-control": "no-store";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
        };
    };
    logout: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: {
                client_jwt?: components["schemas"]["AccessToken"];
                client_refresh_token?: components["schemas"]["RefreshToken"];
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Nothing"];
            };
        };
        responses: {
            /** @description An application outcome. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Nothing"];
                };
            };
            /** @description The auth app, which has to be asked, gives no answer, or none that this app can use; nothing has changed. */
            502: {
                headers: {
                    "cache-control": "no-store";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description The request is not one that is understood, or not one that is served. */
            "4XX": {
                headers: {
                    "cache-control": "no-store";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
        };
    };
}
