import type { Exchange } from "./exchange.ts";

/** A caller's mistake: an option, a target file, an account. The message names it and the remedy; the exit code is 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** A means of testing that turned out to be missing while a check was acting; the check is not tested. */
export class CannotTest extends Error {
  override readonly name = "CannotTest";
}

/** A target that the suite was to start did not come up, and not for what the caller said of it. */
export class StartFailed extends Error {
  override readonly name = "StartFailed";
}

/** The target answers nothing any more; what was not asked by then is blocked. */
export class TargetGone extends Error {
  override readonly name = "TargetGone";

  constructor() {
    super("the target no longer answers");
  }
}

/** A preparation of a check that the target did not carry out; the check is blocked. */
export class PreparationFailed extends Error {
  override readonly name = "PreparationFailed";
  readonly exchange: Exchange;

  constructor(message: string, exchange: Exchange) {
    super(message);
    this.exchange = exchange;
  }
}
