import type { Seams } from "@authmark/reference-server/app";
import type { Profile } from "@authmark/reference-server/store/profile-port";
import type { AngenMutants } from "./angen.ts";
import { hearing } from "./angen-parts.ts";
import { passwordsAs, store } from "./parts.ts";

const GET_TOKEN = "auth/get_token";

/** A server that finds some of the users that it has met by a key that nobody has. */
function meeting(
  isFound: (user: Profile & { email?: string }, key: { email?: string; uuid?: string }) => boolean,
): Seams {
  const met = new Map<string, Profile & { email?: string }>();
  const meet = (profile: Profile | undefined, more: { email?: string } = {}) => {
    if (profile) met.set(profile.uuid, { ...met.get(profile.uuid), ...profile, ...more });
    return profile;
  };
  return store((good) => ({
    insertProfile: async (account) => meet(await good.insertProfile(account), { email: account.email }),
    async findProfile(key) {
      const found = meet(await good.findProfile(key));
      if (found || "username" in key) return found;
      const other = [...met.values()].find((user) => isFound(user, key));
      return other && good.findProfile({ username: other.username });
    },
  }));
}

/** Servers that take what looks like a credential for it. */
export const lookAlikes = {
  "a server that does not look at the order of a password's characters": () =>
    passwordsAs((password) => [...password].sort().join("")),
  "a server that takes a password backwards as well": () =>
    passwordsAs((password) => [password, [...password].reverse().join("")].sort().join("\n")),
  "a server that keeps letters beyond ASCII as question marks": () =>
    passwordsAs((password) => password.replace(/\P{ASCII}/gu, "?")),
  "a server that takes the beginning of an id for the id": () =>
    meeting(({ uuid }, key) => key.uuid !== undefined && key.uuid.length >= 8 && uuid.startsWith(key.uuid)),
  "a server that knows wildcards in emails": () =>
    meeting(({ email = "" }, key) => key.email?.includes("%") === true && isLike(email, key.email)),
  "a server that goes by the name where the email is empty": () =>
    hearing(({ name, command, ...rest }) => {
      if (name !== GET_TOKEN || command?.["email"] !== "") return undefined;
      const { email: _, ...others } = command;
      return { name, command: others, ...rest };
    }),
  "a server that keeps names in lower case, and asks for them as they were": () =>
    hearing(({ name, command, ...rest }) => {
      const username = command?.["name"];
      if (name !== "account/register" || typeof username !== "string") return undefined;
      return { name, command: { ...command, name: username.toLowerCase() }, ...rest };
    }),
} satisfies AngenMutants;

/** Whether a text is like a pattern in which `%` stands for any text, as in SQL. */
function isLike(text: string, pattern: string): boolean {
  const [first = "", ...rest] = pattern.toLowerCase().split("%");
  const last = rest.at(-1) ?? "";
  return text.toLowerCase().startsWith(first) && text.toLowerCase().endsWith(last);
}
