// Generated from spec/ by `npm run generate`. Do not edit.
import { z } from "zod";

/** A password, as its user typed it. */
export const Password = z.string();

/** Gives the connection's user another password, and ends that user's tokens and connections. */
export const ChangePasswordCommand = z.object({
  current_password: Password,
  new_password: Password,
});

/** What a client gives a request to know its answer by; every text is one, also the empty one. */
export const MessageId = z.string();

/** A command in its envelope. */
export const ChangePasswordRequest = z.object({
  name: z.literal("account/change_password"),
  command: ChangePasswordCommand,
  message_id: MessageId.exactOptional(),
});

/** Ends the connection. */
export const DisconnectCommand = z.object({});

/** A command in its envelope. */
export const DisconnectRequest = z.object({
  name: z.literal("connections/disconnect"),
  command: DisconnectCommand,
  message_id: MessageId.exactOptional(),
});

/** Whom a user can be reached at. */
export const Email = z.string();

/** The name under which a user logs in. */
export const Username = z.string();

/** The unique id of a user; no other user ever has it. */
export const UserId = z.string();

/** What a client calls itself. */
export const UserAgent = z.string();

/** Asks for a token. Of several ways to say for whom, the email counts, then the id, then the name. */
export const GetTokenCommand = z.object({
  name: Username.exactOptional(),
  email: Email.exactOptional(),
  id: UserId.exactOptional(),
  password: Password,
  user_agent: UserAgent,
});

/** A command in its envelope. */
export const GetTokenRequest = z.object({
  name: z.literal("auth/get_token"),
  command: GetTokenCommand,
  message_id: MessageId.exactOptional(),
});

/** The half of a token that logs in. */
export const IdentifierCode = z.string();

/** An instant in ISO 8601, with its zone. */
export const Instant = z.string();

/** The half of a token that renews it. */
export const RenewalCode = z.string();

/** A token: one half to log in with, one to renew it with, and until when. */
export const IssuedToken = z.object({
  user_id: UserId,
  identifier_code: IdentifierCode,
  renewal_code: RenewalCode,
  expires_at: Instant,
});

/** A user, as anybody may know them. */
export const User = z.object({
  id: UserId,
  name: Username,
});

/** The connection is this user's from now on. */
export const LoggedInMessage = z.object({
  user: User,
});

/** A message in its envelope. */
export const LoggedInResponse = z.object({
  name: z.literal("auth/logged_in"),
  message: LoggedInMessage,
  message_id: MessageId.exactOptional(),
});

/** Makes the connection that of a token's user. */
export const LoginCommand = z.object({
  identifier_code: IdentifierCode,
  user_agent: UserAgent,
});

/** A command in its envelope. */
export const LoginRequest = z.object({
  name: z.literal("auth/login"),
  command: LoginCommand,
  message_id: MessageId.exactOptional(),
});

/** Asks whether anybody is there. */
export const PingCommand = z.object({});

/** A command in its envelope. */
export const PingRequest = z.object({
  name: z.literal("system/ping"),
  command: PingCommand,
  message_id: MessageId.exactOptional(),
});

/** Somebody is there. */
export const PongMessage = z.object({});

/** A message in its envelope. */
export const PongResponse = z.object({
  name: z.literal("system/pong"),
  message: PongMessage,
  message_id: MessageId.exactOptional(),
});

/** Makes an account. */
export const RegisterCommand = z.object({
  name: Username,
  password: Password,
  email: Email,
});

/** A command in its envelope. */
export const RegisterRequest = z.object({
  name: z.literal("account/register"),
  command: RegisterCommand,
  message_id: MessageId.exactOptional(),
});

/** The account is made; nobody is logged in by that. */
export const RegisteredMessage = z.object({
  user: User,
});

/** A message in its envelope. */
export const RegisteredResponse = z.object({
  name: z.literal("account/registered"),
  message: RegisteredMessage,
  message_id: MessageId.exactOptional(),
});

/** Exchanges a token for a new one. */
export const RenewCommand = z.object({
  identifier_code: IdentifierCode,
  renewal_code: RenewalCode,
});

/** A command in its envelope. */
export const RenewRequest = z.object({
  name: z.literal("auth/renew"),
  command: RenewCommand,
  message_id: MessageId.exactOptional(),
});

/** What stands around every command, whichever it is: one line of JSON. */
export const RequestEnvelope = z.object({
  name: z.string(),
  command: z.record(z.string(), z.unknown()),
  message_id: MessageId.exactOptional(),
});

/** What stands around every message, whichever it is: one line of JSON. */
export const ResponseEnvelope = z.object({
  name: z.string(),
  message: z.record(z.string(), z.unknown()),
  message_id: MessageId.exactOptional(),
});

/** Ends the tokens and connections of the connection's user. */
export const RevokeTokensCommand = z.object({});

/** A command in its envelope. */
export const RevokeTokensRequest = z.object({
  name: z.literal("account/revoke_tokens"),
  command: RevokeTokensCommand,
  message_id: MessageId.exactOptional(),
});

/** What came is no command of this protocol. The connection can be used as before. */
export const SystemErrorMessage = z.object({
  reason: z.string(),
});

/** A message in its envelope. */
export const SystemErrorResponse = z.object({
  name: z.literal("system/error"),
  message: SystemErrorMessage,
  message_id: MessageId.exactOptional(),
});

/** The command was understood, and not done. */
export const SystemFailureMessage = z.object({
  command: z.string(),
  reason: z.string(),
});

/** A message in its envelope. */
export const SystemFailureResponse = z.object({
  name: z.literal("system/failure"),
  message: SystemFailureMessage,
  message_id: MessageId.exactOptional(),
});

/** The command is done, and there is nothing to say. */
export const SystemSuccessMessage = z.object({
  command: z.string(),
});

/** A message in its envelope. */
export const SystemSuccessResponse = z.object({
  name: z.literal("system/success"),
  message: SystemSuccessMessage,
  message_id: MessageId.exactOptional(),
});

/** A token that is new. */
export const TokenMessage = z.object({
  token: IssuedToken,
});

/** A message in its envelope. */
export const TokenResponse = z.object({
  name: z.literal("auth/token"),
  message: TokenMessage,
  message_id: MessageId.exactOptional(),
});

/** Asks whose connection it is. */
export const WhoamiCommand = z.object({});

/** A command in its envelope. */
export const WhoamiRequest = z.object({
  name: z.literal("connections/whoami"),
  command: WhoamiCommand,
  message_id: MessageId.exactOptional(),
});

/** Whose connection it is. */
export const YouAreMessage = z.object({
  user: User,
});

/** A message in its envelope. */
export const YouAreResponse = z.object({
  name: z.literal("connections/youare"),
  message: YouAreMessage,
  message_id: MessageId.exactOptional(),
});

/** Every component, by name. */
export const schemas = { ChangePasswordCommand, ChangePasswordRequest, DisconnectCommand, DisconnectRequest, Email, GetTokenCommand, GetTokenRequest, IdentifierCode, Instant, IssuedToken, LoggedInMessage, LoggedInResponse, LoginCommand, LoginRequest, MessageId, Password, PingCommand, PingRequest, PongMessage, PongResponse, RegisterCommand, RegisterRequest, RegisteredMessage, RegisteredResponse, RenewCommand, RenewRequest, RenewalCode, RequestEnvelope, ResponseEnvelope, RevokeTokensCommand, RevokeTokensRequest, SystemErrorMessage, SystemErrorResponse, SystemFailureMessage, SystemFailureResponse, SystemSuccessMessage, SystemSuccessResponse, TokenMessage, TokenResponse, User, UserAgent, UserId, Username, WhoamiCommand, WhoamiRequest, YouAreMessage, YouAreResponse } as const;

/** What each command takes, and what can answer it. */
export const commands = {
  getToken: {
    name: "auth/get_token",
    request: GetTokenRequest,
    responses: {
      "auth/token": TokenResponse,
      "system/failure": SystemFailureResponse,
      "system/error": SystemErrorResponse,
    },
  },
  login: {
    name: "auth/login",
    request: LoginRequest,
    responses: {
      "auth/logged_in": LoggedInResponse,
      "system/failure": SystemFailureResponse,
      "system/error": SystemErrorResponse,
    },
  },
  renew: {
    name: "auth/renew",
    request: RenewRequest,
    responses: {
      "auth/token": TokenResponse,
      "system/failure": SystemFailureResponse,
      "system/error": SystemErrorResponse,
    },
  },
  whoami: {
    name: "connections/whoami",
    request: WhoamiRequest,
    responses: {
      "connections/youare": YouAreResponse,
      "system/failure": SystemFailureResponse,
      "system/error": SystemErrorResponse,
    },
  },
  disconnect: {
    name: "connections/disconnect",
    request: DisconnectRequest,
    responses: {
      "system/success": SystemSuccessResponse,
      "system/failure": SystemFailureResponse,
      "system/error": SystemErrorResponse,
    },
  },
  ping: {
    name: "system/ping",
    request: PingRequest,
    responses: {
      "system/pong": PongResponse,
      "system/failure": SystemFailureResponse,
      "system/error": SystemErrorResponse,
    },
  },
  register: {
    name: "account/register",
    request: RegisterRequest,
    responses: {
      "account/registered": RegisteredResponse,
      "system/failure": SystemFailureResponse,
      "system/error": SystemErrorResponse,
    },
  },
  changePassword: {
    name: "account/change_password",
    request: ChangePasswordRequest,
    responses: {
      "system/success": SystemSuccessResponse,
      "system/failure": SystemFailureResponse,
      "system/error": SystemErrorResponse,
    },
  },
  revokeTokens: {
    name: "account/revoke_tokens",
    request: RevokeTokensRequest,
    responses: {
      "system/success": SystemSuccessResponse,
      "system/failure": SystemFailureResponse,
      "system/error": SystemErrorResponse,
    },
  },
} as const;
