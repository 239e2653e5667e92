import { createHandlers } from "@authmark/reference-server/protocols/angen/handlers";
import { hashOf } from "@authmark/reference-server/tokens/tokens";
import type { AngenMutants } from "./angen.ts";
import { handlers } from "./angen-parts.ts";
import type { Broken } from "./broken.ts";
import { store } from "./parts.ts";

/** A server that looks otherwise whether a client has the address that its token was given to. */
function comparing(isSame: (given: string, now: string, code: string) => boolean): Broken {
  return handlers((_good, env) => {
    const { login } = createHandlers(env, { requireTokensToPersistIp: false });
    return {
      async login(input) {
        const code = hashOf(input.command.identifier_code);
        const record = await env.store.findPair(code);
        const isElsewhere = record !== undefined && !isSame(record.address, input.address, code);
        const reason = "The identifier code is not good.";
        return isElsewhere ? { name: "system/failure", message: { command: "auth/login", reason } } : login(input);
      },
    };
  });
}

/** The same, where tokens are required to persist their address. */
const keeping = (...how: Parameters<typeof comparing>): Broken => ({ ...comparing(...how), keepsAddress: true });

const octets = (address: string, count: number) => address.split(".").slice(0, count).join(".");

/** Servers that are broken in what they make of addresses. */
export const addresses = {
  "a server that keeps addresses, and does not look at them": () => keeping(() => true),
  "a server that compares two octets of an address": () => keeping((given, now) => octets(given, 2) === octets(now, 2)),
  "a server that compares the beginning of an address": () => keeping((given, now) => now.startsWith(given)),
  "a server that compares addresses without their dots": () => {
    const digits = (address: string) => address.replaceAll(".", "");
    return keeping((given, now) => digits(given) === digits(now));
  },
  "a server that keeps the address of the first login": () => {
    const first = new Map<string, string>();
    return keeping((_given, now, code) => {
      if (!first.has(code)) first.set(code, now);
      return first.get(code) === now;
    });
  },
  "a server that keeps the address of a user's last token": () => {
    const last = new Map<string, string>();
    const owners = new Map<string, string>();
    return {
      ...store((good) => ({
        insertPair(account, hashes, terms) {
          last.set(account.username, terms.address);
          owners.set(hashes.identifier, account.username);
          return good.insertPair(account, hashes, terms);
        },
      })),
      ...keeping((given, now, code) => (last.get(owners.get(code) ?? "") ?? given) === now),
    };
  },
  "a server that writes an address in two ways, and compares them": () =>
    keeping((given, now) => `::ffff:${given}` === now),
  "a server that takes a token from its address once": () => {
    const taken = new Set<string>();
    return keeping((given, now, code) => {
      const isFirst = !taken.has(code);
      taken.add(code);
      return isFirst && given === now;
    });
  },
  "a server that keeps addresses unasked": () => comparing((given, now) => given === now),
} satisfies AngenMutants;
