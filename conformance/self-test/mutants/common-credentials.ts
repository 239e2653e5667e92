import type { Seams } from "@authmark/reference-server/app";
import { ACCOUNTS } from "../accounts.ts";
import type { CommonMutants } from "./broken.ts";
import { passwords, passwordsAs, store } from "./parts.ts";

/** Failed logins that a server forgives. */
const FORGIVEN = 3;

/** Servers that are broken in how they compare names and passwords. */
export const credentials = {
  "a server that compares the first 72 bytes of a password": () =>
    passwordsAs((password) => Buffer.from(password).subarray(0, 72).toString("latin1")),
  "a server that compares a password up to a NUL": () => passwordsAs((password) => password.split("\0")[0] ?? ""),
  "a server that trims passwords": () => passwordsAs((password) => password.trim()),
  "a server that ignores the case of passwords": () => passwordsAs((password) => password.toLowerCase()),
  "a server that takes any user's password": () =>
    passwords(() => ({
      verify: async (password, phc) => phc !== undefined && ACCOUNTS.some((account) => account.password === password),
    })),
  "a server that strips invisible characters from names": () => finding((name) => name.replace(/\p{Cf}/gu, "")),
  "a server that folds names to ASCII": () => finding((name) => name.normalize("NFKD").replace(/\p{M}/gu, "")),
  "a server that refuses the login after three failed ones, whoever's they were": () => {
    let failures = 0;
    return passwords((good) => ({
      async verify(password, phc) {
        const right = failures < FORGIVEN && (await good.verify(password, phc));
        failures = right || failures === FORGIVEN ? 0 : failures + 1;
        return right;
      },
    }));
  },
} satisfies CommonMutants;

/** A server that looks users up by another name than was asked for. */
function finding(spoil: (name: string) => string): Seams {
  return store((good) => ({
    findAccount: (username) => good.findAccount(spoil(username)),
    findUser: (username) => good.findUser(spoil(username)),
    findMember: (key) => good.findMember("username" in key ? { username: spoil(key.username) } : key),
    findProfile: (key) => good.findProfile("username" in key ? { username: spoil(key.username) } : key),
  }));
}
