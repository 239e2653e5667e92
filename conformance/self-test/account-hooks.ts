import { administer, removeAccount, setPassword } from "@authmark/reference-server/accounts/administer";
import type { Hook } from "../model/target.ts";

/**
 * What an operator does to accounts of a running server: on its store, and beside it.
 *
 * @param store as `--store` takes it
 */
export function accountHooks(store: string): Readonly<Record<"change-password" | "remove-account", Hook>> {
  const onStore = (work: (env: Parameters<Parameters<typeof administer>[1]>[0]) => Promise<void>) =>
    administer(store, work);
  return {
    "change-password": ({ username = "", newPassword = "" }) =>
      onStore((env) => setPassword(username, newPassword, env)),
    "remove-account": ({ username = "" }) => onStore((env) => removeAccount(username, env)),
  };
}
