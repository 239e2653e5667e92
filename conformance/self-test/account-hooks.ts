import { administer, removeAccount, setPassword } from "@authmark/reference-server/accounts/administer";
import { rotateSigning } from "@authmark/reference-server/jwt/prepare";
import type { Clock } from "../model/ports.ts";
import type { Hook } from "../model/target.ts";

/** What an operator does to accounts and keys of a running server: on its store, and beside it. */
export function accountHooks(
  store: string,
  clock: Clock,
): Readonly<Record<"change-password" | "remove-account" | "rotate-key", Hook>> {
  const onStore = (work: (env: Parameters<Parameters<typeof administer>[1]>[0]) => Promise<void>) =>
    administer(`sqlite:${store}`, work);
  return {
    "change-password": ({ username = "", newPassword = "" }) =>
      onStore((env) => setPassword(username, newPassword, env)),
    "remove-account": ({ username = "" }) => onStore((env) => removeAccount(username, env)),
    "rotate-key": () => onStore(async (env) => void (await rotateSigning({ ...env, clock }, undefined))),
  };
}
