/** A client that an auth app knows, and as which the suite may act. */
export interface Client {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Where the auth app sends its users. */
  readonly redirectUri: string;
  /** Nobody can log in at it. */
  readonly inactive?: true;
}

/** How the suite proves that it is an operator of an auth app: by a login, or by fields of its requests. */
export type Operator =
  | { readonly username: string; readonly password: string }
  | { readonly headers: Readonly<Record<string, string>> };

/** Where the mails of a target are to be read: what a command prints, a file of JSON lines, or a server of the suite's own. */
export type MailboxSettings =
  | { readonly command: string; readonly folder: string }
  | { readonly file: string }
  | { readonly smtp: Address };

/** An address of this machine. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/** What a client app knows of itself, and where it looks for its auth app. */
export interface ClientApp {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Where the suite plays the auth app. */
  readonly listen: Address & { readonly tls?: { readonly cert: string; readonly key: string } };
}

/** What is known of an auth app and of the clients around it. */
export interface AppSettings {
  readonly clients?: readonly Client[];
  readonly operator?: Operator;
  readonly mailbox?: MailboxSettings;
  readonly clientApp?: ClientApp;
  /** The Origin of the target's own pages, if that is not the one of its URL. */
  readonly origin?: string;
}
