// Generated from spec/ by `npm run generate`. Do not edit.
export type paths = {
    "/auth/authenticate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Trades a user name and a password for a refresh token */
        post: operations["authenticate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/refresh_access": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Trades a refresh token for an access token
         * @description Trades a refresh token for an access token. The refresh token is neither consumed nor extended.
         */
        post: operations["refreshAccess"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/check_auth": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tells whose access token it is */
        get: operations["checkAuth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/native/get_create_account_pow_policy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tells how much work a new account asks for */
        get: operations["getCreateAccountPowPolicy"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/get_pow_token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Issues a challenge, to be answered once */
        get: operations["getPowToken"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/native/create_account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Creates an account for a proof of work
         * @description Creates an account for a proof of work. It logs nobody in.
         */
        post: operations["createAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/native/send_hmail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends a mail to accounts of this server, as the user whose access token it is */
        post: operations["sendHmail"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/native/get_hmails": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the mails of the user whose access token it is, newest first */
        get: operations["getHmails"];
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
         * @description A token: base64 in the standard alphabet with padding, opaque to the client.
         */
        AuthToken: string;
        /**
         * Format: double-int
         * @description Milliseconds since the Unix epoch, as an integer that every JSON reader holds exactly.
         */
        EpochMilliseconds: number;
        /** @description A refresh token and when it expires. */
        RefreshToken: {
            token: components["schemas"]["AuthToken"];
            expires_at: components["schemas"]["EpochMilliseconds"];
        };
        /** @description The credentials were right. */
        AuthenticateSuccess: {
            Success: components["schemas"]["RefreshToken"];
        };
        /** @description A new refresh token, or `"Failure"` for credentials that are not right. */
        AuthenticateResponse: components["schemas"]["AuthenticateSuccess"] | "Failure";
        /** @description What is wrong with a request, for people (RFC 9457). */
        Problem: {
            /** @description A short summary, the same for every occurrence. */
            title: string;
            /**
             * Format: double-int
             * @description The HTTP status code.
             */
            status: number;
            /** @description What was wrong with this request; never its content. */
            detail?: string;
        };
        /** @description The name under which a user logs in. */
        Username: string;
        /**
         * Format: password
         * @description A password, as its user typed it.
         */
        Password: string;
        /** @description The credentials of a user. */
        AuthenticateRequest: {
            username: components["schemas"]["Username"];
            password: components["schemas"]["Password"];
        };
        /** @description An access token and when it expires. */
        AccessToken: {
            token: components["schemas"]["AuthToken"];
            expires_at: components["schemas"]["EpochMilliseconds"];
        };
        /** @description The refresh token was good. */
        RefreshAccessSuccess: {
            Success: components["schemas"]["AccessToken"];
        };
        /** @description A new access token, `"Failure"` for a token that is unknown or expired, `"BadRequest"` for one that does not decode. */
        RefreshAccessResponse: components["schemas"]["RefreshAccessSuccess"] | ("Failure" | "BadRequest");
        /** @description The refresh token to be traded. It is sent as any string: what does not decode is the outcome `"BadRequest"`. */
        RefreshAccessRequest: {
            /** Format: password */
            refresh_token: string;
        };
        /** @description Who the bearer of an access token is. */
        CheckAuthResponse: {
            username: components["schemas"]["Username"];
        };
        /** @description The data that an access token gave access to. */
        AuthorizedCheckAuthResponseSuccess: {
            Success: components["schemas"]["CheckAuthResponse"];
        };
        /** @description What a route that needs an access token answers: the data, or that the bearer is not authorized. */
        AuthorizedCheckAuthResponse: components["schemas"]["AuthorizedCheckAuthResponseSuccess"] | "Unauthorized";
        /**
         * Format: double-int
         * @description An integer of 32 bits without a sign.
         */
        Unsigned32: number;
        /** @description How many iterations a new account asks for. */
        CreateAccountPowPolicy: {
            requirement: components["schemas"]["Unsigned32"];
        };
        /** @description An unsigned integer of any size: base64, in the standard alphabet with padding, of its bytes from the lowest. */
        BigUint: string;
        /** @description A challenge: a modulus, the product of two primes that only the server knows. */
        PowToken: {
            token: components["schemas"]["BigUint"];
            expires_at: components["schemas"]["EpochMilliseconds"];
        };
        /** @description The account was created, under this name. */
        CreateAccountSuccess: {
            Success: components["schemas"]["Username"];
        };
        /** @description The name breaks a rule, which is told. */
        BadUsername: {
            BadUsername: string;
        };
        /** @description The password breaks a rule, which is told. */
        BadPassword: {
            BadPassword: string;
        };
        /** @description The proof has fewer iterations than these, or there is none. */
        DoesNotMeetPolicyMinimum: {
            DoesNotMeetPolicyMinimum: components["schemas"]["Unsigned32"];
        };
        /** @description Why a proof was not taken, and whether the challenge can still be answered. */
        PowFailureReason: ("FailedNoRetry" | "NotFoundCanRetry" | "BadRequestCanRetry") | components["schemas"]["DoesNotMeetPolicyMinimum"];
        /** @description The proof of work was not taken. */
        PowFailure: {
            PowFailure: components["schemas"]["PowFailureReason"];
        };
        /** @description What became of a new account. */
        CreateAccountResponse: components["schemas"]["CreateAccountSuccess"] | components["schemas"]["BadUsername"] | "UsernameInUse" | components["schemas"]["BadPassword"] | components["schemas"]["PowFailure"];
        /** @description The credentials of a new user. The work is done for the name, in UTF-8 and as it is sent. */
        NewAccount: {
            username: components["schemas"]["Username"];
            password: components["schemas"]["Password"];
        };
        /**
         * @description The answer to a challenge: the SHA-256 of what the work is done for, read from its lowest byte, squared `iters` times
         *     modulo `token`.
         */
        PowResult: {
            iters: components["schemas"]["Unsigned32"];
            /** @description The challenge. */
            token: components["schemas"]["BigUint"];
            pow_result: components["schemas"]["BigUint"];
        };
        /** @description A new account, and the work that was done for it. */
        CreateAccountRequest: {
            inner_dangerous: components["schemas"]["NewAccount"];
            pow_result?: components["schemas"]["PowResult"] | null;
        };
        /** @description `user#domain`. */
        HmailAddress: string;
        /** @description How much work a recipient asks for, by how the mail is then classed. */
        PowPolicy: {
            minimum: components["schemas"]["Unsigned32"];
            accepted: components["schemas"]["Unsigned32"];
            personal: components["schemas"]["Unsigned32"];
        };
        /** @description The work that was done for a mail is less than its recipient asks for. */
        PolicyNotMet: {
            DoesNotMeetPolicy: components["schemas"]["PowPolicy"];
        };
        /** @description What became of a mail at one recipient's server. */
        DeliverHmailResponse: ("Success" | "UserNotFound" | "BadRequest" | "SenderIpNotAuthed") | components["schemas"]["PolicyNotMet"];
        /** @description The recipient's server was reached, and answered. */
        DeliveryAnswered: {
            DeliveryResult: components["schemas"]["DeliverHmailResponse"];
        };
        /** @description What became of a mail for one recipient: `"Failed"` where the recipient's server was not reached. */
        DeliveryResult: components["schemas"]["DeliveryAnswered"] | "Failed";
        /** @description One recipient, and what became of the mail there. */
        Delivery: {
            recipient: components["schemas"]["HmailAddress"];
            result: components["schemas"]["DeliveryResult"];
        };
        /** @description The mail was taken. */
        Delivered: {
            DeliverResponse: components["schemas"]["Delivery"][];
        };
        /** @description No work was done for a recipient who asks for it. */
        MissingPow: {
            MissingPowFor: components["schemas"]["HmailAddress"];
        };
        /** @description What became of a mail: `"DuplicateDestination"` for an address named twice, `"BadRequest"` for another's sender. */
        SendHmailResponse: components["schemas"]["Delivered"] | components["schemas"]["MissingPow"] | ("DuplicateDestination" | "BadRequest");
        /** @description The data that an access token gave access to. */
        AuthorizedSendHmailResponseSuccess: {
            Success: components["schemas"]["SendHmailResponse"];
        };
        /** @description What a route that needs an access token answers: the data, or that the bearer is not authorized. */
        AuthorizedSendHmailResponse: components["schemas"]["AuthorizedSendHmailResponseSuccess"] | "Unauthorized";
        /** @description A sender or a recipient. */
        HmailUser: {
            address: components["schemas"]["HmailAddress"];
            display_name: string | null;
        };
        /** @description A mail as its sender writes it. */
        SendHmailPackage: {
            sender: components["schemas"]["HmailUser"];
            recipients: components["schemas"]["HmailUser"][];
            subject: string;
            sent_at: components["schemas"]["EpochMilliseconds"];
            random_id: components["schemas"]["Unsigned32"];
            reply_to: components["schemas"]["HmailUser"] | null;
            ccs: components["schemas"]["HmailUser"][];
            parent: components["schemas"]["BigUint"] | null;
            body: string;
        };
        /** @description The proof of work that was done for one recipient. */
        SolvedPow: {
            recipient: components["schemas"]["HmailAddress"];
            pow_result: components["schemas"]["PowResult"] | null;
        };
        /** @description A mail, those who get it unseen by the others, and the work that was done for it. */
        SendHmailRequest: {
            hmail: components["schemas"]["SendHmailPackage"];
            bccs: components["schemas"]["HmailAddress"][];
            solved_pows: components["schemas"]["SolvedPow"][];
        };
        /**
         * Format: double-int
         * @description A number that its server gives to each new row.
         */
        RowNumber: number;
        /**
         * @description How much work a mail came with, as its recipient classed it.
         * @enum {string}
         */
        PowClassification: "Minimum" | "Accepted" | "Personal";
        /** @description A mail as its owner's server keeps it. */
        StoredHmail: {
            /** @description Grows with every mail that the server takes. */
            incrementing_id: components["schemas"]["RowNumber"];
            /** @description Whether the mail is listed only because a later one answers it. */
            is_context: boolean;
            sender: components["schemas"]["HmailUser"];
            recipients: components["schemas"]["HmailUser"][];
            subject: string;
            sent_at: components["schemas"]["EpochMilliseconds"];
            random_id: components["schemas"]["Unsigned32"];
            reply_to: components["schemas"]["HmailUser"] | null;
            ccs: components["schemas"]["HmailUser"][];
            parent: components["schemas"]["BigUint"] | null;
            body: string;
            received_at: components["schemas"]["EpochMilliseconds"];
            hash: components["schemas"]["BigUint"];
            pow_classification: components["schemas"]["PowClassification"];
        };
        /** @description Mails, newest first. */
        GetHmailsResponse: {
            hmails: components["schemas"]["StoredHmail"][];
        };
        /** @description The data that an access token gave access to. */
        AuthorizedGetHmailsResponseSuccess: {
            Success: components["schemas"]["GetHmailsResponse"];
        };
        /** @description What a route that needs an access token answers: the data, or that the bearer is not authorized. */
        AuthorizedGetHmailsResponse: components["schemas"]["AuthorizedGetHmailsResponseSuccess"] | "Unauthorized";
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
};
export type AuthToken = components['schemas']['AuthToken'];
export type EpochMilliseconds = components['schemas']['EpochMilliseconds'];
export type RefreshToken = components['schemas']['RefreshToken'];
export type AuthenticateSuccess = components['schemas']['AuthenticateSuccess'];
export type AuthenticateResponse = components['schemas']['AuthenticateResponse'];
export type Problem = components['schemas']['Problem'];
export type Username = components['schemas']['Username'];
export type Password = components['schemas']['Password'];
export type AuthenticateRequest = components['schemas']['AuthenticateRequest'];
export type AccessToken = components['schemas']['AccessToken'];
export type RefreshAccessSuccess = components['schemas']['RefreshAccessSuccess'];
export type RefreshAccessResponse = components['schemas']['RefreshAccessResponse'];
export type RefreshAccessRequest = components['schemas']['RefreshAccessRequest'];
export type CheckAuthResponse = components['schemas']['CheckAuthResponse'];
export type AuthorizedCheckAuthResponseSuccess = components['schemas']['AuthorizedCheckAuthResponseSuccess'];
export type AuthorizedCheckAuthResponse = components['schemas']['AuthorizedCheckAuthResponse'];
export type Unsigned32 = components['schemas']['Unsigned32'];
export type CreateAccountPowPolicy = components['schemas']['CreateAccountPowPolicy'];
export type BigUint = components['schemas']['BigUint'];
export type PowToken = components['schemas']['PowToken'];
export type CreateAccountSuccess = components['schemas']['CreateAccountSuccess'];
export type BadUsername = components['schemas']['BadUsername'];
export type BadPassword = components['schemas']['BadPassword'];
export type DoesNotMeetPolicyMinimum = components['schemas']['DoesNotMeetPolicyMinimum'];
export type PowFailureReason = components['schemas']['PowFailureReason'];
export type PowFailure = components['schemas']['PowFailure'];
export type CreateAccountResponse = components['schemas']['CreateAccountResponse'];
export type NewAccount = components['schemas']['NewAccount'];
export type PowResult = components['schemas']['PowResult'];
export type CreateAccountRequest = components['schemas']['CreateAccountRequest'];
export type HmailAddress = components['schemas']['HmailAddress'];
export type PowPolicy = components['schemas']['PowPolicy'];
export type PolicyNotMet = components['schemas']['PolicyNotMet'];
export type DeliverHmailResponse = components['schemas']['DeliverHmailResponse'];
export type DeliveryAnswered = components['schemas']['DeliveryAnswered'];
export type DeliveryResult = components['schemas']['DeliveryResult'];
export type Delivery = components['schemas']['Delivery'];
export type Delivered = components['schemas']['Delivered'];
export type MissingPow = components['schemas']['MissingPow'];
export type SendHmailResponse = components['schemas']['SendHmailResponse'];
export type AuthorizedSendHmailResponseSuccess = components['schemas']['AuthorizedSendHmailResponseSuccess'];
export type AuthorizedSendHmailResponse = components['schemas']['AuthorizedSendHmailResponse'];
export type HmailUser = components['schemas']['HmailUser'];
export type SendHmailPackage = components['schemas']['SendHmailPackage'];
export type SolvedPow = components['schemas']['SolvedPow'];
export type SendHmailRequest = components['schemas']['SendHmailRequest'];
export type RowNumber = components['schemas']['RowNumber'];
export type PowClassification = components['schemas']['PowClassification'];
export type StoredHmail = components['schemas']['StoredHmail'];
export type GetHmailsResponse = components['schemas']['GetHmailsResponse'];
export type AuthorizedGetHmailsResponseSuccess = components['schemas']['AuthorizedGetHmailsResponseSuccess'];
export type AuthorizedGetHmailsResponse = components['schemas']['AuthorizedGetHmailsResponse'];
export type $defs = Record<string, never>;
export interface operations {
    authenticate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AuthenticateRequest"];
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
                    "application/json": components["schemas"]["AuthenticateResponse"];
                };
            };
            /** @description The request was not understood, or not one that is served. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    refreshAccess: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RefreshAccessRequest"];
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
                    "application/json": components["schemas"]["RefreshAccessResponse"];
                };
            };
            /** @description The request was not understood, or not one that is served. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    checkAuth: {
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
                    "application/json": components["schemas"]["AuthorizedCheckAuthResponse"];
                };
            };
            /** @description The request was not understood, or not one that is served. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCreateAccountPowPolicy: {
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
                    "application/json": components["schemas"]["CreateAccountPowPolicy"];
                };
            };
            /** @description The request was not understood, or not one that is served. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPowToken: {
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
                    "application/json": components["schemas"]["PowToken"];
                };
            };
            /** @description The request was not understood, or not one that is served. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createAccount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateAccountRequest"];
            };
        };
        responses: {
            /** @description An application outcome. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreateAccountResponse"];
                };
            };
            /** @description The request was not understood, or not one that is served. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sendHmail: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SendHmailRequest"];
            };
        };
        responses: {
            /** @description An application outcome. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuthorizedSendHmailResponse"];
                };
            };
            /** @description The request was not understood, or not one that is served. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getHmails: {
        parameters: {
            query: {
                /** @description The highest `incrementing_id` to list, itself included; without it, the newest mail's. */
                until?: components["schemas"]["RowNumber"];
                /** @description How many mails at most. */
                limit: components["schemas"]["Unsigned32"];
                /** @description Whether to list what the user sent, in place of what the user received. */
                outbox: boolean;
            };
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
                    "application/json": components["schemas"]["AuthorizedGetHmailsResponse"];
                };
            };
            /** @description The request was not understood, or not one that is served. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
