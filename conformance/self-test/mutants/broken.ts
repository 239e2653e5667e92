import type { Seams } from "@authmark/reference-server/app";
import type { CommonFault, OpaqueFault } from "../../faults/common.ts";
import type { Account } from "../../model/target.ts";
import type { Front } from "../front.ts";

/** A broken server: the reference with some parts changed, or with something broken in front of it. */
export interface Broken extends Seams {
  /** What stands between the suite and the server. */
  readonly front?: Front;
  /** The role of the listener that is tested; the first one if left out. */
  readonly role?: string;
  /** It is one that requires tokens to persist their address. */
  readonly keepsAddress?: true;
}

/** Builds a fresh broken server, with no memory of an earlier one. */
export type Mutant = () => Broken;

/** Some of the broken servers that every protocol has, each under the name of its fault. */
export type CommonMutants = Partial<Record<CommonFault | OpaqueFault, Mutant>>;

/** What the broken servers that every protocol has are made from. */
export interface Ground {
  /** The path of the login. */
  readonly login: string;
  /** The path of the resource that says whose token it is. */
  readonly whoAmI: string;
  /** What wrong credentials are answered with. */
  readonly failure: { readonly status: number; readonly body: unknown };
  /** What the login's body calls the name of the user. */
  readonly userMember: "username" | "email" | "username_or_email";
  /** The users that the suite knows. */
  readonly accounts: readonly Account[];
  /** The token in an answer, if there is one. */
  tokenIn(response: Response): Promise<string | undefined>;
  /** A server that issues the same token to a user again within a second. */
  repetitive(): Seams;
}

/** Gets a good token, how many there were before it, its kind and its user; of a pair the refresh token comes first. */
export type Rename = (token: string, count: number, kind: "access" | "refresh", username: string) => string;
