import { refusal } from "@authmark/reference-server/protocols/pattmayne/errors";
import type { endingFaults } from "../../faults/pattmayne-endings.ts";
import type { Mutant } from "./broken.ts";
import { end, type Given, isLiving, rememberingAt } from "./pattmayne-memory.ts";
import { handlers, OWN_CLIENT } from "./pattmayne-parts.ts";

/** An auth app where a client's logout ends some of what the user was given, and the session goes on. */
const ending = (isEnded: (given: Given, clientId: string) => boolean) =>
  rememberingAt((good, memory) => ({
    async extLogout(input) {
      const { client_id: clientId, user_id: userId } = input.body;
      // A user who is nobody: the client is looked at, and nothing ends.
      const answer = await good.extLogout({ ...input, body: { ...input.body, user_id: 0 } });
      if (answer.status === 200) end(memory.ofUser(userId).filter((given) => isEnded(given, clientId)));
      return answer;
    },
  }));

/** Auth apps that are broken where a client logs a user out. */
export const clientLogouts = {
  "a server that ends at a client's logout what that client has": () =>
    ending((given, clientId) => given.clientId === clientId),
  "a server that ends at a client's logout what clients have": () => ending(({ clientId }) => clientId !== OWN_CLIENT),
  "a server that finds nobody to log out at a client": () =>
    rememberingAt((good, memory, { store }) => ({
      async extLogout(input) {
        const given = memory.ofUser(input.body.user_id).at(-1);
        const isThere = given !== undefined && (await isLiving(given, store));
        const answer = await good.extLogout(input);
        return isThere || answer.status !== 200 ? answer : refusal(404, "Nobody is logged in.");
      },
    })),
  "a server that logs out before it looks at the secret": () =>
    handlers((good, { store }) => ({
      async extLogout(input) {
        await store.endSessionOf(input.body.user_id);
        return good.extLogout(input);
      },
    })),
} satisfies Partial<Record<keyof typeof endingFaults, Mutant>>;
