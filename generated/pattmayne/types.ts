// Generated from spec/ by `npm run generate`. Do not edit.
export type paths = {
    "/auth/register": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes an account and logs its user in; where the account is there with that password, it only logs in */
        post: operations["register"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Logs a user in, by a password or by the cookies of an earlier login, and sends the browser on to its client */
        post: operations["login"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Logs a user out at every client, and clears the cookies */
        post: operations["logout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Renews the signed token by the refresh token, which stays what it is */
        post: operations["refresh"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tells whose cookies they are
         * @description Tells whose cookies they are. A signed token that has expired is renewed by the refresh token beside it.
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
    "/auth/verify_email": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes an email for verified whose user has sent back what was mailed there */
        post: operations["verifyEmail"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ext_auth/verify_auth_code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Redeems a one-time code for the user's refresh token at this client */
        post: operations["verifyAuthCode"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ext_auth/check_refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tells whether a refresh token is the user's living one at this client */
        post: operations["checkRefresh"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ext_auth/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Exchanges the client's last refresh token of a user for a new one, while the user's common session lives */
        post: operations["extRefresh"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ext_auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Logs a user out everywhere; it is done as well where nothing was to be done */
        post: operations["extLogout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/clients": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes a client known, and issues its secret */
        post: operations["addClient"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/clients/{client_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Changes a client: where its users are sent, and whether they can log in at it */
        put: operations["changeClient"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/clients/{client_id}/secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Issues another secret for a client; the one before is dead from then on */
        post: operations["newClientSecret"];
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
        /** @description The name under which a user logs in. */
        Username: string;
        /** @description A registered redirect URI with a one-time code in its query, and the state where one was given. */
        RedirectUri: string;
        /** @description Who is logged in now, and where the browser goes on at another client. */
        LoggedIn: {
            username: components["schemas"]["Username"];
            redirect_uri?: components["schemas"]["RedirectUri"];
        };
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
        /** @description Where mail reaches a user. */
        Email: string;
        /**
         * Format: password
         * @description A password, as its user typed it.
         */
        Password: string;
        /** @description The name of a client; the auth app's own is `auth_site`. */
        ClientId: string;
        /**
         * Format: password
         * @description What a client gives to a browser so that it knows that browser again.
         */
        State: string;
        /** @description Who wants an account, and where the user came from. */
        RegisterRequest: {
            username: components["schemas"]["Username"];
            email: components["schemas"]["Email"];
            password: components["schemas"]["Password"];
            /** @description Where the user goes on from here; without it, nowhere. */
            client_id?: components["schemas"]["ClientId"];
            state?: components["schemas"]["State"];
        };
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
        /** @description Who logs in, and at which client. With cookies that are good neither name nor password is needed. */
        LoginRequest: {
            username_or_email?: string;
            password?: components["schemas"]["Password"];
            client_id: components["schemas"]["ClientId"];
            state?: components["schemas"]["State"];
        };
        /** @description It is done. */
        LoggedOut: {
            /** @enum {boolean} */
            logout: true;
        };
        /** @description Nothing has to be said. */
        Nothing: Record<string, never>;
        /** @description Whose signed token was renewed. */
        Renewed: {
            username: components["schemas"]["Username"];
        };
        /**
         * Format: double-int
         * @description A user's number, which no other user ever has.
         */
        UserId: number;
        /** @description A user, as the user sees it. */
        User: {
            user_id: components["schemas"]["UserId"];
            username: components["schemas"]["Username"];
            email?: components["schemas"]["Email"];
            email_verified: boolean;
            user_role: string;
        };
        /**
         * Format: password
         * @description What was mailed to an address to see whether its user reads it.
         */
        MailToken: string;
        /** @description The token that was mailed. */
        VerifyEmailRequest: {
            token: components["schemas"]["MailToken"];
        };
        /**
         * Format: double-int
         * @description Seconds since the Unix epoch (RFC 7519 §2, NumericDate).
         */
        EpochSeconds: number;
        /** @description Who logged in, and the refresh token of that user at this client. */
        VerifiedUser: {
            user_id: components["schemas"]["UserId"];
            username: components["schemas"]["Username"];
            user_role: string;
            refresh_token: components["schemas"]["RefreshToken"];
            expires_at: components["schemas"]["EpochSeconds"];
        };
        /**
         * Format: password
         * @description By what a client proves to the auth app that it is that client.
         */
        ClientSecret: string;
        /**
         * Format: password
         * @description A code that a client redeems once, within about a minute.
         */
        AuthCode: string;
        /** @description The code that a browser brought. */
        VerifyAuthCodeRequest: {
            client_id: components["schemas"]["ClientId"];
            client_secret: components["schemas"]["ClientSecret"];
            code: components["schemas"]["AuthCode"];
        };
        /** @description Whether the token is the user's living one at this client. */
        RefreshCheck: {
            is_valid: boolean;
        };
        /** @description The refresh token that a client was shown. */
        CheckRefreshRequest: {
            client_id: components["schemas"]["ClientId"];
            client_secret: components["schemas"]["ClientSecret"];
            user_id: components["schemas"]["UserId"];
            token: components["schemas"]["RefreshToken"];
        };
        /** @description The refresh token that is good from now on, with the expiry that all of the user's tokens have. */
        NewRefreshToken: {
            refresh_token: components["schemas"]["RefreshToken"];
            expires_at: components["schemas"]["EpochSeconds"];
        };
        /** @description The client's last refresh token of a user, be it expired. */
        ExtRefreshRequest: {
            client_id: components["schemas"]["ClientId"];
            client_secret: components["schemas"]["ClientSecret"];
            user_id: components["schemas"]["UserId"];
            refresh_token: components["schemas"]["RefreshToken"];
        };
        /** @description The user who logs out at this client, and so everywhere. */
        ExtLogoutRequest: {
            client_id: components["schemas"]["ClientId"];
            client_secret: components["schemas"]["ClientSecret"];
            user_id: components["schemas"]["UserId"];
        };
        /** @description A client's secret, which is shown this once. */
        IssuedSecret: {
            client_id: components["schemas"]["ClientId"];
            client_secret: components["schemas"]["ClientSecret"];
        };
        /** @description A client that is to be known. */
        NewClient: {
            client_id: components["schemas"]["ClientId"];
            redirect_uri: string;
            /** @description Whether users can log in at it; they can, if it is left out. */
            is_active?: boolean;
        };
        /** @description A client, as operators see it. */
        Client: {
            client_id: components["schemas"]["ClientId"];
            redirect_uri: string;
            is_active: boolean;
        };
        /** @description What can change about a client. */
        ClientChange: {
            redirect_uri: string;
            is_active: boolean;
        };
        /** @description The parts that every refusal has. */
        Refusal: {
            body: components["schemas"]["Failure"];
        };
        /** @description By what a client app is known, without any browser. */
        ClientCredentials: {
            client_id: components["schemas"]["ClientId"];
            client_secret: components["schemas"]["ClientSecret"];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
};
export type Username = components['schemas']['Username'];
export type RedirectUri = components['schemas']['RedirectUri'];
export type LoggedIn = components['schemas']['LoggedIn'];
export type Failure = components['schemas']['Failure'];
export type Email = components['schemas']['Email'];
export type Password = components['schemas']['Password'];
export type ClientId = components['schemas']['ClientId'];
export type State = components['schemas']['State'];
export type RegisterRequest = components['schemas']['RegisterRequest'];
export type AccessToken = components['schemas']['AccessToken'];
export type RefreshToken = components['schemas']['RefreshToken'];
export type LoginRequest = components['schemas']['LoginRequest'];
export type LoggedOut = components['schemas']['LoggedOut'];
export type Nothing = components['schemas']['Nothing'];
export type Renewed = components['schemas']['Renewed'];
export type UserId = components['schemas']['UserId'];
export type User = components['schemas']['User'];
export type MailToken = components['schemas']['MailToken'];
export type VerifyEmailRequest = components['schemas']['VerifyEmailRequest'];
export type EpochSeconds = components['schemas']['EpochSeconds'];
export type VerifiedUser = components['schemas']['VerifiedUser'];
export type ClientSecret = components['schemas']['ClientSecret'];
export type AuthCode = components['schemas']['AuthCode'];
export type VerifyAuthCodeRequest = components['schemas']['VerifyAuthCodeRequest'];
export type RefreshCheck = components['schemas']['RefreshCheck'];
export type CheckRefreshRequest = components['schemas']['CheckRefreshRequest'];
export type NewRefreshToken = components['schemas']['NewRefreshToken'];
export type ExtRefreshRequest = components['schemas']['ExtRefreshRequest'];
export type ExtLogoutRequest = components['schemas']['ExtLogoutRequest'];
export type IssuedSecret = components['schemas']['IssuedSecret'];
export type NewClient = components['schemas']['NewClient'];
export type Client = components['schemas']['Client'];
export type ClientChange = components['schemas']['ClientChange'];
export type Refusal = components['schemas']['Refusal'];
export type ClientCredentials = components['schemas']['ClientCredentials'];
export type $defs = Record<string, never>;
export interface operations {
    register: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RegisterRequest"];
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
                    "application/json": components["schemas"]["LoggedIn"];
                };
            };
            /** @description The name or the email is another account's, or the client's name another client's. */
            409: {
                headers: {
                    "cache-control": "no-store";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Too many logins from this address have failed: none is tried until the time is over. */
            429: {
                headers: {
                    "cache-control": "no-store";
                    /** @description Seconds until the suspension ends (RFC 9110 §10.2.3). */
                    "retry-after": string;
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
    login: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: {
                jwt?: components["schemas"]["AccessToken"];
                refresh_token?: components["schemas"]["RefreshToken"];
            };
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
                    "application/json": components["schemas"]["LoggedIn"];
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
            /** @description The client is known, and switched off; or the user is no operator. */
            403: {
                headers: {
                    "cache-control": "no-store";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description There is no such client. */
            404: {
                headers: {
                    "cache-control": "no-store";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Too many logins from this address have failed: none is tried until the time is over. */
            429: {
                headers: {
                    "cache-control": "no-store";
                    /** @description Seconds until the suspension ends (RFC 9110 §10.2.3). */
                    "retry-after": string;
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
                jwt?: components["schemas"]["AccessToken"];
                refresh_token?: components["schemas"]["RefreshToken"];
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
                    "application/json": components["schemas"]["LoggedOut"];
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
    refresh: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: {
                refresh_token?: components["schemas"]["RefreshToken"];
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Nothing"];
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
                    "application/json": components["schemas"]["Renewed"];
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
                jwt?: components["schemas"]["AccessToken"];
                refresh_token?: components["schemas"]["RefreshToken"];
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
                    "application/json": components["schemas"]["User"];
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
    verifyEmail: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VerifyEmailRequest"];
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
    verifyAuthCode: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VerifyAuthCodeRequest"];
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
                    "application/json": components["schemas"]["VerifiedUser"];
                };
            };
            /** @description The client's secret, its code or its token is no good. */
            401: {
                headers: {
                    "cache-control": "no-store";
                    /** @description How a client proves who it is (RFC 9110 §15.5.2). */
                    "www-authenticate": string;
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
    checkRefresh: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CheckRefreshRequest"];
            };
        };
        responses: {
            /** @description An application outcome. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefreshCheck"];
                };
            };
            /** @description The client's secret, its code or its token is no good. */
            401: {
                headers: {
                    "cache-control": "no-store";
                    /** @description How a client proves who it is (RFC 9110 §15.5.2). */
                    "www-authenticate": string;
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
    extRefresh: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExtRefreshRequest"];
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
                    "application/json": components["schemas"]["NewRefreshToken"];
                };
            };
            /** @description The client's secret, its code or its token is no good. */
            401: {
                headers: {
                    "cache-control": "no-store";
                    /** @description How a client proves who it is (RFC 9110 §15.5.2). */
                    "www-authenticate": string;
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
    extLogout: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExtLogoutRequest"];
            };
        };
        responses: {
            /** @description An application outcome. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LoggedOut"];
                };
            };
            /** @description The client's secret, its code or its token is no good. */
            401: {
                headers: {
                    "cache-control": "no-store";
                    /** @description How a client proves who it is (RFC 9110 §15.5.2). */
                    "www-authenticate": string;
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
    addClient: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: {
                jwt?: components["schemas"]["AccessToken"];
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewClient"];
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
                    "application/json": components["schemas"]["IssuedSecret"];
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
            /** @description The client is known, and switched off; or the user is no operator. */
            403: {
                headers: {
                    "cache-control": "no-store";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description The name or the email is another account's, or the client's name another client's. */
            409: {
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
    changeClient: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                client_id: components["schemas"]["ClientId"];
            };
            cookie?: {
                jwt?: components["schemas"]["AccessToken"];
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClientChange"];
            };
        };
        responses: {
            /** @description An application outcome. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Client"];
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
            /** @description The client is known, and switched off; or the user is no operator. */
            403: {
                headers: {
                    "cache-control": "no-store";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description There is no such client. */
            404: {
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
    newClientSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                client_id: components["schemas"]["ClientId"];
            };
            cookie?: {
                jwt?: components["schemas"]["AccessToken"];
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Nothing"];
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
                    "application/json": components["schemas"]["IssuedSecret"];
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
            /** @description The client is known, and switched off; or the user is no operator. */
            403: {
                headers: {
                    "cache-control": "no-store";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description There is no such client. */
            404: {
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
