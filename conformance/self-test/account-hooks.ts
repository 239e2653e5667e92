import { administer, removeAccount, setPassword } from "@authmark/reference-server/accounts/administer";
import type { Hook } from "../model/target.ts";
import type { Variant } from "./variants.ts";

/** What an operator does to accounts of a running server, if it has any: on its store, and beside it. */
export function accountHooks(
  store: string,
  { accounts }: Pick<Variant, "accounts">,
): Readonly<Partial<Record<"change-password" | "remove-account", Hook>>> {
  if (accounts.length === 0) return {};
  const onStore = (work: (env: Parameters<Parameters<typeof administer>[1]>[0]) => Promise<void>) =>
    administer(`sqlite:${store}`, work);
  return {
    "change-password": ({ username = "", newPassword = "" }) =>
      onStore((env) => setPassword(username, newPassword, env)),
    "remove-account": ({ username = "" }) => onStore((env) => removeAccount(username, env)),
  };
}
