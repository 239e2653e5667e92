import { expect, it } from "vitest";
import { shareOut } from "./share-out.ts";

const names = (accounts: readonly { username: string }[]) => accounts.map(({ username }) => username).join(" ");
const account = (name: string) => ({
  username: name,
  password: "-",
  ...(name === name.toUpperCase() && { disposable: true as const }),
});

it.each([
  ["", "", ""],
  ["a", "a", ""],
  ["a b", "a b", ""],
  ["a b C", "a b", "C"],
  ["a C D", "a C", "D"],
  ["C", "C", ""],
  ["C D", "C D", ""],
  ["C D E", "C D", "E"],
  ["C a D b", "a b", "C D"],
])(
  "of %j, with those in capitals to spoil, all checks share %j and %j are to be spoilt",
  (given, shared, spoilable) => {
    const shares = shareOut(given.split(" ").filter(Boolean).map(account));
    expect([names(shares.shared), names(shares.spoilable)]).toEqual([shared, spoilable]);
  },
);
