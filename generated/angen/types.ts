// Generated from spec/ by `npm run generate`. Do not edit.
export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export type components = {
    schemas: {
        /** @description The unique id of a user; no other user ever has it. */
        UserId: string;
        /**
         * Format: password
         * @description The half of a token that logs in.
         */
        IdentifierCode: string;
        /**
         * Format: password
         * @description The half of a token that renews it.
         */
        RenewalCode: string;
        /**
         * Format: date-time
         * @description An instant in ISO 8601, with its zone.
         */
        Instant: string;
        /** @description A token: one half to log in with, one to renew it with, and until when. */
        IssuedToken: {
            user_id: components["schemas"]["UserId"];
            identifier_code: components["schemas"]["IdentifierCode"];
            renewal_code: components["schemas"]["RenewalCode"];
            expires_at: components["schemas"]["Instant"];
        };
        /** @description A token that is new. */
        TokenMessage: {
            token: components["schemas"]["IssuedToken"];
        };
        /** @description What a client gives a request to know its answer by; every text is one, also the empty one. */
        MessageId: string;
        /** @description A message in its envelope. */
        TokenResponse: {
            /** @enum {string} */
            name: "auth/token";
            message: components["schemas"]["TokenMessage"];
            message_id?: components["schemas"]["MessageId"];
        };
        /** @description The command was understood, and not done. */
        SystemFailureMessage: {
            /** @description The name of that command. */
            command: string;
            /** @description For people; never the request's content. */
            reason: string;
        };
        /** @description A message in its envelope. */
        SystemFailureResponse: {
            /** @enum {string} */
            name: "system/failure";
            message: components["schemas"]["SystemFailureMessage"];
            message_id?: components["schemas"]["MessageId"];
        };
        /** @description What came is no command of this protocol. The connection can be used as before. */
        SystemErrorMessage: {
            /** @description For people; never the request's content. */
            reason: string;
        };
        /** @description A message in its envelope. */
        SystemErrorResponse: {
            /** @enum {string} */
            name: "system/error";
            message: components["schemas"]["SystemErrorMessage"];
            message_id?: components["schemas"]["MessageId"];
        };
        /** @description The name under which a user logs in. */
        Username: string;
        /** @description Whom a user can be reached at. */
        Email: string;
        /**
         * Format: password
         * @description A password, as its user typed it.
         */
        Password: string;
        /** @description What a client calls itself. */
        UserAgent: string;
        /** @description Asks for a token. Of several ways to say for whom, the email counts, then the id, then the name. */
        GetTokenCommand: {
            name?: components["schemas"]["Username"];
            email?: components["schemas"]["Email"];
            id?: components["schemas"]["UserId"];
            password: components["schemas"]["Password"];
            user_agent: components["schemas"]["UserAgent"];
        };
        /** @description A command in its envelope. */
        GetTokenRequest: {
            /** @enum {string} */
            name: "auth/get_token";
            command: components["schemas"]["GetTokenCommand"];
            message_id?: components["schemas"]["MessageId"];
        };
        /** @description A user, as anybody may know them. */
        User: {
            id: components["schemas"]["UserId"];
            name: components["schemas"]["Username"];
        };
        /** @description The connection is this user's from now on. */
        LoggedInMessage: {
            user: components["schemas"]["User"];
        };
        /** @description A message in its envelope. */
        LoggedInResponse: {
            /** @enum {string} */
            name: "auth/logged_in";
            message: components["schemas"]["LoggedInMessage"];
            message_id?: components["schemas"]["MessageId"];
        };
        /** @description Makes the connection that of a token's user. */
        LoginCommand: {
            identifier_code: components["schemas"]["IdentifierCode"];
            user_agent: components["schemas"]["UserAgent"];
        };
        /** @description A command in its envelope. */
        LoginRequest: {
            /** @enum {string} */
            name: "auth/login";
            command: components["schemas"]["LoginCommand"];
            message_id?: components["schemas"]["MessageId"];
        };
        /** @description Exchanges a token for a new one. */
        RenewCommand: {
            identifier_code: components["schemas"]["IdentifierCode"];
            renewal_code: components["schemas"]["RenewalCode"];
        };
        /** @description A command in its envelope. */
        RenewRequest: {
            /** @enum {string} */
            name: "auth/renew";
            command: components["schemas"]["RenewCommand"];
            message_id?: components["schemas"]["MessageId"];
        };
        /** @description Whose connection it is. */
        YouAreMessage: {
            user: components["schemas"]["User"];
        };
        /** @description A message in its envelope. */
        YouAreResponse: {
            /** @enum {string} */
            name: "connections/youare";
            message: components["schemas"]["YouAreMessage"];
            message_id?: components["schemas"]["MessageId"];
        };
        /** @description Asks whose connection it is. */
        WhoamiCommand: Record<string, never>;
        /** @description A command in its envelope. */
        WhoamiRequest: {
            /** @enum {string} */
            name: "connections/whoami";
            command: components["schemas"]["WhoamiCommand"];
            message_id?: components["schemas"]["MessageId"];
        };
        /** @description The command is done, and there is nothing to say. */
        SystemSuccessMessage: {
            /** @description The name of that command. */
            command: string;
        };
        /** @description A message in its envelope. */
        SystemSuccessResponse: {
            /** @enum {string} */
            name: "system/success";
            message: components["schemas"]["SystemSuccessMessage"];
            message_id?: components["schemas"]["MessageId"];
        };
        /** @description Ends the connection. */
        DisconnectCommand: Record<string, never>;
        /** @description A command in its envelope. */
        DisconnectRequest: {
            /** @enum {string} */
            name: "connections/disconnect";
            command: components["schemas"]["DisconnectCommand"];
            message_id?: components["schemas"]["MessageId"];
        };
        /** @description Somebody is there. */
        PongMessage: Record<string, never>;
        /** @description A message in its envelope. */
        PongResponse: {
            /** @enum {string} */
            name: "system/pong";
            message: components["schemas"]["PongMessage"];
            message_id?: components["schemas"]["MessageId"];
        };
        /** @description Asks whether anybody is there. */
        PingCommand: Record<string, never>;
        /** @description A command in its envelope. */
        PingRequest: {
            /** @enum {string} */
            name: "system/ping";
            command: components["schemas"]["PingCommand"];
            message_id?: components["schemas"]["MessageId"];
        };
        /** @description The account is made; nobody is logged in by that. */
        RegisteredMessage: {
            user: components["schemas"]["User"];
        };
        /** @description A message in its envelope. */
        RegisteredResponse: {
            /** @enum {string} */
            name: "account/registered";
            message: components["schemas"]["RegisteredMessage"];
            message_id?: components["schemas"]["MessageId"];
        };
        /** @description Makes an account. */
        RegisterCommand: {
            name: components["schemas"]["Username"];
            password: components["schemas"]["Password"];
            email: components["schemas"]["Email"];
        };
        /** @description A command in its envelope. */
        RegisterRequest: {
            /** @enum {string} */
            name: "account/register";
            command: components["schemas"]["RegisterCommand"];
            message_id?: components["schemas"]["MessageId"];
        };
        /** @description Gives the connection's user another password, and ends that user's tokens and connections. */
        ChangePasswordCommand: {
            current_password: components["schemas"]["Password"];
            new_password: components["schemas"]["Password"];
        };
        /** @description A command in its envelope. */
        ChangePasswordRequest: {
            /** @enum {string} */
            name: "account/change_password";
            command: components["schemas"]["ChangePasswordCommand"];
            message_id?: components["schemas"]["MessageId"];
        };
        /** @description Ends the tokens and connections of the connection's user. */
        RevokeTokensCommand: Record<string, never>;
        /** @description A command in its envelope. */
        RevokeTokensRequest: {
            /** @enum {string} */
            name: "account/revoke_tokens";
            command: components["schemas"]["RevokeTokensCommand"];
            message_id?: components["schemas"]["MessageId"];
        };
        /** @description What stands around every command, whichever it is: one line of JSON. */
        RequestEnvelope: {
            name: string;
            command: {
                [key: string]: unknown;
            };
            message_id?: components["schemas"]["MessageId"];
        };
        /** @description What stands around every message, whichever it is: one line of JSON. */
        ResponseEnvelope: {
            name: string;
            message: {
                [key: string]: unknown;
            };
            /** @description That of the request that this answers; absent where that has none, and where nobody asked. */
            message_id?: components["schemas"]["MessageId"];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
};
export type UserId = components['schemas']['UserId'];
export type IdentifierCode = components['schemas']['IdentifierCode'];
export type RenewalCode = components['schemas']['RenewalCode'];
export type Instant = components['schemas']['Instant'];
export type IssuedToken = components['schemas']['IssuedToken'];
export type TokenMessage = components['schemas']['TokenMessage'];
export type MessageId = components['schemas']['MessageId'];
export type TokenResponse = components['schemas']['TokenResponse'];
export type SystemFailureMessage = components['schemas']['SystemFailureMessage'];
export type SystemFailureResponse = components['schemas']['SystemFailureResponse'];
export type SystemErrorMessage = components['schemas']['SystemErrorMessage'];
export type SystemErrorResponse = components['schemas']['SystemErrorResponse'];
export type Username = components['schemas']['Username'];
export type Email = components['schemas']['Email'];
export type Password = components['schemas']['Password'];
export type UserAgent = components['schemas']['UserAgent'];
export type GetTokenCommand = components['schemas']['GetTokenCommand'];
export type GetTokenRequest = components['schemas']['GetTokenRequest'];
export type User = components['schemas']['User'];
export type LoggedInMessage = components['schemas']['LoggedInMessage'];
export type LoggedInResponse = components['schemas']['LoggedInResponse'];
export type LoginCommand = components['schemas']['LoginCommand'];
export type LoginRequest = components['schemas']['LoginRequest'];
export type RenewCommand = components['schemas']['RenewCommand'];
export type RenewRequest = components['schemas']['RenewRequest'];
export type YouAreMessage = components['schemas']['YouAreMessage'];
export type YouAreResponse = components['schemas']['YouAreResponse'];
export type WhoamiCommand = components['schemas']['WhoamiCommand'];
export type WhoamiRequest = components['schemas']['WhoamiRequest'];
export type SystemSuccessMessage = components['schemas']['SystemSuccessMessage'];
export type SystemSuccessResponse = components['schemas']['SystemSuccessResponse'];
export type DisconnectCommand = components['schemas']['DisconnectCommand'];
export type DisconnectRequest = components['schemas']['DisconnectRequest'];
export type PongMessage = components['schemas']['PongMessage'];
export type PongResponse = components['schemas']['PongResponse'];
export type PingCommand = components['schemas']['PingCommand'];
export type PingRequest = components['schemas']['PingRequest'];
export type RegisteredMessage = components['schemas']['RegisteredMessage'];
export type RegisteredResponse = components['schemas']['RegisteredResponse'];
export type RegisterCommand = components['schemas']['RegisterCommand'];
export type RegisterRequest = components['schemas']['RegisterRequest'];
export type ChangePasswordCommand = components['schemas']['ChangePasswordCommand'];
export type ChangePasswordRequest = components['schemas']['ChangePasswordRequest'];
export type RevokeTokensCommand = components['schemas']['RevokeTokensCommand'];
export type RevokeTokensRequest = components['schemas']['RevokeTokensRequest'];
export type RequestEnvelope = components['schemas']['RequestEnvelope'];
export type ResponseEnvelope = components['schemas']['ResponseEnvelope'];
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
