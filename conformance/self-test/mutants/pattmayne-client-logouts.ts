import { refusal } from "@authmark/reference-server/protocols/pattmayne/errors";
import type { endingFaults } from "../../faults/pattmayne-endings.ts";
import type { Mutant } from "./broken.ts";
import { end, isLiving, remembering } from "./pattmayne-memory.ts";
import { handlers, OWN_CLIENT } from "./pattmayne-parts.ts";

/** Auth apps that are broken where a client logs a user out. */
export const clientLogouts = {
  "a server that ends at a client's logout what that client has": () =>
    remembering(
      () => ({}),
      (memory) => ({
        authApp: (good) => ({
          ...good,
          async extLogout(input) {
            const { client_id: clientId, user_id: userId } = input.body;
            // A user who is nobody: the client is looked at, and nothing ends.
            const answer = await good.extLogout({ ...input, body: { ...input.body, user_id: 0 } });
            if (answer.status === 200) end(memory.ofUser(userId).filter((given) => given.clientId === clientId));
            return answer;
          },
        }),
      }),
    ),
  "a server that ends at a client's logout what clients have": () =>
    remembering(
      () => ({}),
      (memory) => ({
        authApp: (good) => ({
          ...good,
          async extLogout(input) {
            const answer = await good.extLogout({ ...input, body: { ...input.body, user_id: 0 } });
            const isClients = ({ clientId }: { clientId: string }) => clientId !== OWN_CLIENT;
            if (answer.status === 200) end(memory.ofUser(input.body.user_id).filter(isClients));
            return answer;
          },
        }),
      }),
    ),
  "a server that finds nobody to log out at a client": () =>
    remembering(
      () => ({}),
      (memory) => ({
        authApp: (good, env) => ({
          ...good,
          async extLogout(input) {
            const given = memory.ofUser(input.body.user_id).at(-1);
            const isThere = given !== undefined && (await isLiving(given, env.store));
            const answer = await good.extLogout(input);
            return isThere || answer.status !== 200 ? answer : refusal(404, "Nobody is logged in.");
          },
        }),
      }),
    ),
  "a server that logs out before it looks at the secret": () =>
    handlers((good, { store }) => ({
      async extLogout(input) {
        await store.endSessionOf(input.body.user_id);
        return good.extLogout(input);
      },
    })),
} satisfies Partial<Record<keyof typeof endingFaults, Mutant>>;
