// Generated from spec/ by `npm run generate`. Do not edit.
import { z } from "zod";

const integerText = z.string().regex(/^-?\d+$/).transform(Number);
const booleanText = z.enum(["true", "false"]).transform((text) => text === "true");

/** A token: base64 in the standard alphabet with padding, opaque to the client. */
export const AuthToken = z.string().regex(new RegExp("^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$", "u"));

/** Milliseconds since the Unix epoch, as an integer that every JSON reader holds exactly. */
export const EpochMilliseconds = z.int().min(0).max(9007199254740991);

/** An access token and when it expires. */
export const AccessToken = z.object({
  token: AuthToken,
  expires_at: EpochMilliseconds,
});

/** The name under which a user logs in. */
export const Username = z.string();

/** A password, as its user typed it. */
export const Password = z.string();

/** The credentials of a user. */
export const AuthenticateRequest = z.object({
  username: Username,
  password: Password,
});

/** A refresh token and when it expires. */
export const RefreshToken = z.object({
  token: AuthToken,
  expires_at: EpochMilliseconds,
});

/** The credentials were right. */
export const AuthenticateSuccess = z.object({
  Success: RefreshToken,
});

/** A new refresh token, or `"Failure"` for credentials that are not right. */
export const AuthenticateResponse = z.union([AuthenticateSuccess, z.literal("Failure")]);

/** Who the bearer of an access token is. */
export const CheckAuthResponse = z.object({
  username: Username,
});

/** The data that an access token gave access to. */
export const AuthorizedCheckAuthResponseSuccess = z.object({
  Success: CheckAuthResponse,
});

/** What a route that needs an access token answers: the data, or that the bearer is not authorized. */
export const AuthorizedCheckAuthResponse = z.union([AuthorizedCheckAuthResponseSuccess, z.literal("Unauthorized")]);

/** A number that its server gives to each new row. */
export const RowNumber = z.int().min(0).max(9007199254740991);

/** `user#domain`. */
export const HmailAddress = z.string().regex(new RegExp("^[^#]+#[^#]+$", "u"));

/** A sender or a recipient. */
export const HmailUser = z.object({
  address: HmailAddress,
  display_name: z.union([z.string(), z.null()]),
});

/** An integer of 32 bits without a sign. */
export const Unsigned32 = z.int().min(0).max(4294967295);

/** An unsigned integer of any size: base64, in the standard alphabet with padding, of its bytes from the lowest. */
export const BigUint = z.string().regex(new RegExp("^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$", "u"));

/** How much work a mail came with, as its recipient classed it. */
export const PowClassification = z.literal(["Minimum","Accepted","Personal"]);

/** A mail as its owner's server keeps it. */
export const StoredHmail = z.object({
  incrementing_id: RowNumber,
  is_context: z.boolean(),
  sender: HmailUser,
  recipients: z.array(HmailUser),
  subject: z.string(),
  sent_at: EpochMilliseconds,
  random_id: Unsigned32,
  reply_to: z.union([HmailUser, z.null()]),
  ccs: z.array(HmailUser),
  parent: z.union([BigUint, z.null()]),
  body: z.string(),
  received_at: EpochMilliseconds,
  hash: BigUint,
  pow_classification: PowClassification,
});

/** Mails, newest first. */
export const GetHmailsResponse = z.object({
  hmails: z.array(StoredHmail),
});

/** The data that an access token gave access to. */
export const AuthorizedGetHmailsResponseSuccess = z.object({
  Success: GetHmailsResponse,
});

/** What a route that needs an access token answers: the data, or that the bearer is not authorized. */
export const AuthorizedGetHmailsResponse = z.union([AuthorizedGetHmailsResponseSuccess, z.literal("Unauthorized")]);

/** How much work a recipient asks for, by how the mail is then classed. */
export const PowPolicy = z.object({
  minimum: Unsigned32,
  accepted: Unsigned32,
  personal: Unsigned32,
});

/** The work that was done for a mail is less than its recipient asks for. */
export const PolicyNotMet = z.object({
  DoesNotMeetPolicy: PowPolicy,
});

/** What became of a mail at one recipient's server. */
export const DeliverHmailResponse = z.union([z.literal(["Success","UserNotFound","BadRequest","SenderIpNotAuthed"]), PolicyNotMet]);

/** The recipient's server was reached, and answered. */
export const DeliveryAnswered = z.object({
  DeliveryResult: DeliverHmailResponse,
});

/** What became of a mail for one recipient: `"Failed"` where the recipient's server was not reached. */
export const DeliveryResult = z.union([DeliveryAnswered, z.literal("Failed")]);

/** One recipient, and what became of the mail there. */
export const Delivery = z.object({
  recipient: HmailAddress,
  result: DeliveryResult,
});

/** The mail was taken. */
export const Delivered = z.object({
  DeliverResponse: z.array(Delivery),
});

/** No work was done for a recipient who asks for it. */
export const MissingPow = z.object({
  MissingPowFor: HmailAddress,
});

/** What became of a mail: `"DuplicateDestination"` for an address named twice, `"BadRequest"` for another's sender. */
export const SendHmailResponse = z.union([Delivered, MissingPow, z.literal(["DuplicateDestination","BadRequest"])]);

/** The data that an access token gave access to. */
export const AuthorizedSendHmailResponseSuccess = z.object({
  Success: SendHmailResponse,
});

/** What a route that needs an access token answers: the data, or that the bearer is not authorized. */
export const AuthorizedSendHmailResponse = z.union([AuthorizedSendHmailResponseSuccess, z.literal("Unauthorized")]);

/** The password breaks a rule, which is told. */
export const BadPassword = z.object({
  BadPassword: z.string(),
});

/** The name breaks a rule, which is told. */
export const BadUsername = z.object({
  BadUsername: z.string(),
});

/** How many iterations a new account asks for. */
export const CreateAccountPowPolicy = z.object({
  requirement: Unsigned32,
});

/** The credentials of a new user. The work is done for the name, in UTF-8 and as it is sent. */
export const NewAccount = z.object({
  username: Username,
  password: Password,
});

/** The answer to a challenge: the SHA-256 of what the work is done for, read from its lowest byte, squared `iters` times modulo `token`. */
export const PowResult = z.object({
  iters: Unsigned32,
  token: BigUint,
  pow_result: BigUint,
});

/** A new account, and the work that was done for it. */
export const CreateAccountRequest = z.object({
  inner_dangerous: NewAccount,
  pow_result: z.union([PowResult, z.null()]).exactOptional(),
});

/** The account was created, under this name. */
export const CreateAccountSuccess = z.object({
  Success: Username,
});

/** The proof has fewer iterations than these, or there is none. */
export const DoesNotMeetPolicyMinimum = z.object({
  DoesNotMeetPolicyMinimum: Unsigned32,
});

/** Why a proof was not taken, and whether the challenge can still be answered. */
export const PowFailureReason = z.union([z.literal(["FailedNoRetry","NotFoundCanRetry","BadRequestCanRetry"]), DoesNotMeetPolicyMinimum]);

/** The proof of work was not taken. */
export const PowFailure = z.object({
  PowFailure: PowFailureReason,
});

/** What became of a new account. */
export const CreateAccountResponse = z.union([CreateAccountSuccess, BadUsername, z.literal("UsernameInUse"), BadPassword, PowFailure]);

/** A challenge: a modulus, the product of two primes that only the server knows. */
export const PowToken = z.object({
  token: BigUint,
  expires_at: EpochMilliseconds,
});

/** What is wrong with a request, for people (RFC 9457). */
export const Problem = z.object({
  title: z.string(),
  status: z.int().min(400).max(599),
  detail: z.string().exactOptional(),
});

/** The refresh token to be traded. It is sent as any string: what does not decode is the outcome `"BadRequest"`. */
export const RefreshAccessRequest = z.object({
  refresh_token: z.string(),
});

/** The refresh token was good. */
export const RefreshAccessSuccess = z.object({
  Success: AccessToken,
});

/** A new access token, `"Failure"` for a token that is unknown or expired, `"BadRequest"` for one that does not decode. */
export const RefreshAccessResponse = z.union([RefreshAccessSuccess, z.literal(["Failure","BadRequest"])]);

/** A mail as its sender writes it. */
export const SendHmailPackage = z.object({
  sender: HmailUser,
  recipients: z.array(HmailUser),
  subject: z.string(),
  sent_at: EpochMilliseconds,
  random_id: Unsigned32,
  reply_to: z.union([HmailUser, z.null()]),
  ccs: z.array(HmailUser),
  parent: z.union([BigUint, z.null()]),
  body: z.string(),
});

/** The proof of work that was done for one recipient. */
export const SolvedPow = z.object({
  recipient: HmailAddress,
  pow_result: z.union([PowResult, z.null()]),
});

/** A mail, those who get it unseen by the others, and the work that was done for it. */
export const SendHmailRequest = z.object({
  hmail: SendHmailPackage,
  bccs: z.array(HmailAddress),
  solved_pows: z.array(SolvedPow),
});

/** Every component, by name. */
export const schemas = { AccessToken, AuthToken, AuthenticateRequest, AuthenticateResponse, AuthenticateSuccess, AuthorizedCheckAuthResponse, AuthorizedCheckAuthResponseSuccess, AuthorizedGetHmailsResponse, AuthorizedGetHmailsResponseSuccess, AuthorizedSendHmailResponse, AuthorizedSendHmailResponseSuccess, BadPassword, BadUsername, BigUint, CheckAuthResponse, CreateAccountPowPolicy, CreateAccountRequest, CreateAccountResponse, CreateAccountSuccess, DeliverHmailResponse, Delivered, Delivery, DeliveryAnswered, DeliveryResult, DoesNotMeetPolicyMinimum, EpochMilliseconds, GetHmailsResponse, HmailAddress, HmailUser, MissingPow, NewAccount, Password, PolicyNotMet, PowClassification, PowFailure, PowFailureReason, PowPolicy, PowResult, PowToken, Problem, RefreshAccessRequest, RefreshAccessResponse, RefreshAccessSuccess, RefreshToken, RowNumber, SendHmailPackage, SendHmailRequest, SendHmailResponse, SolvedPow, StoredHmail, Unsigned32, Username } as const;

/** What each operation takes and returns. */
export const operations = {
  authenticate: {
    method: "POST",
    path: "/auth/authenticate",
    security: [],
    query: z.object({}),
    cookies: z.object({}),
    body: AuthenticateRequest,
    setsCookies: [],
    responses: {
      "200": { contentType: "application/json", headers: { "cache-control": z.literal("no-store") }, body: AuthenticateResponse },
      "4XX": { contentType: "application/problem+json", headers: {}, body: Problem },
    },
  },
  refreshAccess: {
    method: "POST",
    path: "/auth/refresh_access",
    security: [],
    query: z.object({}),
    cookies: z.object({}),
    body: RefreshAccessRequest,
    setsCookies: [],
    responses: {
      "200": { contentType: "application/json", headers: { "cache-control": z.literal("no-store") }, body: RefreshAccessResponse },
      "4XX": { contentType: "application/problem+json", headers: {}, body: Problem },
    },
  },
  checkAuth: {
    method: "GET",
    path: "/auth/check_auth",
    security: ["BearerAuth"],
    query: z.object({}),
    cookies: z.object({}),
    body: null,
    setsCookies: [],
    responses: {
      "200": { contentType: "application/json", headers: {}, body: AuthorizedCheckAuthResponse },
      "4XX": { contentType: "application/problem+json", headers: {}, body: Problem },
    },
  },
  getCreateAccountPowPolicy: {
    method: "GET",
    path: "/native/get_create_account_pow_policy",
    security: [],
    query: z.object({}),
    cookies: z.object({}),
    body: null,
    setsCookies: [],
    responses: {
      "200": { contentType: "application/json", headers: {}, body: CreateAccountPowPolicy },
      "4XX": { contentType: "application/problem+json", headers: {}, body: Problem },
    },
  },
  getPowToken: {
    method: "GET",
    path: "/get_pow_token",
    security: [],
    query: z.object({}),
    cookies: z.object({}),
    body: null,
    setsCookies: [],
    responses: {
      "200": { contentType: "application/json", headers: {}, body: PowToken },
      "4XX": { contentType: "application/problem+json", headers: {}, body: Problem },
    },
  },
  createAccount: {
    method: "POST",
    path: "/native/create_account",
    security: [],
    query: z.object({}),
    cookies: z.object({}),
    body: CreateAccountRequest,
    setsCookies: [],
    responses: {
      "200": { contentType: "application/json", headers: {}, body: CreateAccountResponse },
      "4XX": { contentType: "application/problem+json", headers: {}, body: Problem },
    },
  },
  sendHmail: {
    method: "POST",
    path: "/native/send_hmail",
    security: ["BearerAuth"],
    query: z.object({}),
    cookies: z.object({}),
    body: SendHmailRequest,
    setsCookies: [],
    responses: {
      "200": { contentType: "application/json", headers: {}, body: AuthorizedSendHmailResponse },
      "4XX": { contentType: "application/problem+json", headers: {}, body: Problem },
    },
  },
  getHmails: {
    method: "GET",
    path: "/native/get_hmails",
    security: ["BearerAuth"],
    query: z.object({ until: integerText.pipe(RowNumber).optional(), limit: integerText.pipe(Unsigned32), outbox: booleanText.pipe(z.boolean()) }),
    cookies: z.object({}),
    body: null,
    setsCookies: [],
    responses: {
      "200": { contentType: "application/json", headers: {}, body: AuthorizedGetHmailsResponse },
      "4XX": { contentType: "application/problem+json", headers: {}, body: Problem },
    },
  },
} as const;
