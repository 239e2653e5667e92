import type { CommonMutants, Ground } from "./broken.ts";
import { answering, passwords } from "./parts.ts";

/** Servers that are broken in how they take what nobody should send. */
export function input({ login, failure, userMember, accounts }: Ground) {
  return {
    "a server that logs in whoever sends a password that is no text": () => ({
      request: async (request) => {
        const body = await readObject(request);
        const user = accounts.find(({ username }) => username === body?.[userMember]);
        if (!user || typeof body?.["password"] === "string") return request;
        const { username, password } = user;
        const right = { ...body, [userMember]: username, password };
        return new Request(request, { method: "POST", body: JSON.stringify(right) });
      },
    }),
    "a server that fails on a long password": () =>
      passwords((good) => ({
        verify: (password, phc) => {
          if (password.length > 1024) throw new RangeError("The password is too long.");
          return good.verify(password, phc);
        },
      })),
    "a server that refuses the login after an unreadable one": () => {
      let confused = false;
      return answering(login, ({ status }) => {
        const answer = confused && status === 200 ? failure : undefined;
        confused = status === 400;
        return answer;
      });
    },
    "a server that shows where it stumbled": () =>
      answering(login, ({ status, body }) => {
        const { stack } = new SyntaxError("Unexpected token");
        return status === 400 ? { body: { ...(body as object), detail: stack } } : undefined;
      }),
    "a server that reads every media type, and finds it malformed": () =>
      answering(login, ({ status }) => (status === 415 ? { status: 400 } : undefined)),
  } satisfies CommonMutants;
}

async function readObject(request: Request): Promise<Record<string, unknown> | undefined> {
  try {
    return (await request.clone().json()) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}
