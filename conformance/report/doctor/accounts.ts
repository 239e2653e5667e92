import type { LookedAccount } from "../../engine/look.ts";
import { describe } from "../../kit/expect.ts";
import { misbound } from "../../targets/wire/transports.ts";
import type { Examine, Examined, Line } from "./examine.ts";

/** Who can log in, and whether they are different users. */
export const accounts: Examine = (survey) => {
  const { accounts: all, usable, observed } = survey;
  if (survey.target.accounts.length === 0) return [whereNoneIsGiven(survey)];
  const served: Line[] = observed.servesAnything ? [line("wrong", SERVES_ANYTHING)] : [];
  const names = usable.map(({ username }) => username);
  const can: Line[] = names.length > 0 ? [line("fine", `${listed(names)} can log in`)] : [];
  const cannot = all.flatMap((account) => refusal(account, survey));
  const twice = survey.notes.filter((note) => note.includes(" are one user: ")).map((note) => line("look", note));
  return [...can, ...cannot, ...twice, ...served];
};

/** Where none is given, a test may make its own. */
function whereNoneIsGiven({ makesAccounts, notes, target }: Examined): Line {
  const note = notes.find((each) => each.startsWith("no account"));
  if (!makesAccounts) return line("wrong", note ?? "no account is given");
  const by = target.hooks?.["create-account"] ? "by the command of provision:" : "by the registration that is offered";
  return line("fine", `none is given; a test makes its own, ${by}`);
}

const SERVES_ANYTHING =
  "a wrong password and a garbage token are served like right ones: whatever succeeds there means nothing.";

/** Why somebody cannot log in, unless that is said of the address or of the binding. */
function refusal({ account, exchanges, failed }: LookedAccount, survey: Examined): Line[] {
  if (!failed || failed.error || failed.operation === undefined) return [];
  const { operations, target, show } = survey;
  const { operation: name } = failed;
  const own = target.wire[name] ?? operations[name];
  const same = exchanges.filter(({ operation }) => operation === name);
  const isMisbound =
    own && misbound({ name, own, operations, exchanges: same }).some((each) => each.exchange === failed);
  if (isMisbound) return [];
  const said = `${account.username} cannot log in: ${name} said ${show(describe(failed))}.`;
  return [line("wrong", `${said} ${REMEDIES[failed.outcome] ?? "Check the name and the password."}`)];
}

const REMEDIES: Readonly<Record<string, string>> = {
  serverError: "Look into the server's log.",
  rateLimited: "Wait until it takes logins again, or raise its limit for tests.",
  refused: "Check the name and the password, and whether it asks for a login in another form.",
  success: "What it yields is of another type than a token: a text is needed.",
};

function line(sign: Line["sign"], text: string): Line {
  return { sign, topic: "accounts", text };
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
