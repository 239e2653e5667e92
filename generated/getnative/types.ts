// Generated from spec/ by `npm run generate`. Do not edit.
export type paths = {
    "/account/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Logs a user in */
        post: operations["login"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/account/register": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes an account, and logs its user in */
        post: operations["register"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tells whose token it is */
        get: operations["account"];
        put?: never;
        post?: never;
        /** Deletes the account of the token's user; no token of it is good afterwards */
        delete: operations["deleteAccount"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/account/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Gives the account of the token's user another password */
        put: operations["changePassword"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/.well-known/jwks.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Publishes the keys by which tokens are verified (RFC 7517 §5) */
        get: operations["jwks"];
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
         * @description A JSON Web Token in compact serialization, signed with RS256 (RFC 7515 §7.1, RFC 7519).
         */
        AccessToken: string;
        /**
         * Format: double-int
         * @description A number that its server gives to each new row.
         */
        RowNumber: number;
        /** @description The email under which a user logs in. Its domain is compared without case, and what stands before that exactly. */
        Email: string;
        /** @description A user. */
        User: {
            /** @description The account's number, which its tokens name as their subject. No other account ever has it. */
            id: components["schemas"]["RowNumber"];
            email: components["schemas"]["Email"];
        };
        /** @description One thing that is wrong. */
        ErrorEntry: {
            /** @description For people; never the request's content. */
            message: string;
            /** @description For programs. */
            code: string;
        };
        /** @description All that is wrong with a request: a list, also where it is one thing. */
        Errors: components["schemas"]["ErrorEntry"][];
        /**
         * Format: password
         * @description A password, as its user typed it.
         */
        Password: string;
        /** @description Who asks for a token. */
        Credentials: {
            email: components["schemas"]["Email"];
            password: components["schemas"]["Password"];
        };
        /** @description The password that is right so far, and the one that is to be. */
        PasswordChange: {
            current_password: components["schemas"]["Password"];
            password: components["schemas"]["Password"];
        };
        /** @description The public half of a key that tokens are signed with (RFC 7517 §4, RFC 7518 §6.3.1). */
        PublicKey: {
            /** @enum {string} */
            kty: "RSA";
            /** @enum {string} */
            use: "sig";
            /** @enum {string} */
            alg: "RS256";
            /** @description The name by which a token's header says that this key signed it. */
            kid: string;
            /** @description The modulus, of 2048 bits or more. */
            n: string;
            /** @description The exponent. */
            e: string;
        };
        /** @description The keys by which tokens are verified: the one that signs, and those whose tokens have not expired yet. */
        KeySet: {
            keys: components["schemas"]["PublicKey"][];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
};
export type AccessToken = components['schemas']['AccessToken'];
export type RowNumber = components['schemas']['RowNumber'];
export type Email = components['schemas']['Email'];
export type User = components['schemas']['User'];
export type ErrorEntry = components['schemas']['ErrorEntry'];
export type Errors = components['schemas']['Errors'];
export type Password = components['schemas']['Password'];
export type Credentials = components['schemas']['Credentials'];
export type PasswordChange = components['schemas']['PasswordChange'];
export type PublicKey = components['schemas']['PublicKey'];
export type KeySet = components['schemas']['KeySet'];
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
                "application/json": components["schemas"]["Credentials"];
            };
        };
        responses: {
            /** @description A user, and a token that is new. */
            200: {
                headers: {
                    "cache-control": "no-store";
                    /** @description Lets scripts of other origins read the token (Fetch Standard, CORS). */
                    "access-control-expose-headers": "GN-Access-Token";
                    "GN-Access-Token": components["schemas"]["AccessToken"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description Email and password are nobody's. */
            401: {
                headers: {
                    "cache-control": "no-store";
                    /** @description The challenge `Bearer`: what a login yields are such tokens. */
                    "www-authenticate": "Bearer";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description The request is not one that is understood, or what it gives is not taken. */
            "4XX": {
                headers: {
                    "cache-control": "no-store";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
        };
    };
    register: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Credentials"];
            };
        };
        responses: {
            /** @description A user, and a token that is new. */
            200: {
                headers: {
                    "cache-control": "no-store";
                    /** @description Lets scripts of other origins read the token (Fetch Standard, CORS). */
                    "access-control-expose-headers": "GN-Access-Token";
                    "GN-Access-Token": components["schemas"]["AccessToken"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description There is an account with this email already. */
            409: {
                headers: {
                    "cache-control": "no-store";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description The request is not one that is understood, or what it gives is not taken. */
            "4XX": {
                headers: {
                    "cache-control": "no-store";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
        };
    };
    account: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A user, and a token that is new. */
            200: {
                headers: {
                    "cache-control": "no-store";
                    /** @description Lets scripts of other origins read the token (Fetch Standard, CORS). */
                    "access-control-expose-headers": "GN-Access-Token";
                    "GN-Access-Token": components["schemas"]["AccessToken"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description There is no token, or one that is no good (RFC 6750 §3). */
            401: {
                headers: {
                    "cache-control": "no-store";
                    /** @description The challenge `Bearer`, with `error="invalid_token"` where a token was sent. */
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description The request is not one that is understood, or what it gives is not taken. */
            "4XX": {
                headers: {
                    "cache-control": "no-store";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
        };
    };
    deleteAccount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is done, and no token is good any more. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description There is no token, or one that is no good (RFC 6750 §3). */
            401: {
                headers: {
                    "cache-control": "no-store";
                    /** @description The challenge `Bearer`, with `error="invalid_token"` where a token was sent. */
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description The request is not one that is understood, or what it gives is not taken. */
            "4XX": {
                headers: {
                    "cache-control": "no-store";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
        };
    };
    changePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordChange"];
            };
        };
        responses: {
            /** @description It is done, and this is a token that is new. */
            204: {
                headers: {
                    "cache-control": "no-store";
                    /** @description Lets scripts of other origins read the token (Fetch Standard, CORS). */
                    "access-control-expose-headers": "GN-Access-Token";
                    "GN-Access-Token": components["schemas"]["AccessToken"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description There is no token, or one that is no good (RFC 6750 §3). */
            401: {
                headers: {
                    "cache-control": "no-store";
                    /** @description The challenge `Bearer`, with `error="invalid_token"` where a token was sent. */
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description The same, to a user whose token was verified: the login lasts longer all the same. */
            "4XX": {
                headers: {
                    "cache-control": "no-store";
                    /** @description Lets scripts of other origins read the token (Fetch Standard, CORS). */
                    "access-control-expose-headers": "GN-Access-Token";
                    "GN-Access-Token"?: components["schemas"]["AccessToken"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
        };
    };
    jwks: {
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
                    "application/json": components["schemas"]["KeySet"];
                };
            };
            /** @description The request is not one that is understood, or what it gives is not taken. */
            "4XX": {
                headers: {
                    "cache-control": "no-store";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
        };
    };
}
