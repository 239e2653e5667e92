import { type AppMutants, BEGIN, leading, placeNamedBy, states } from "./pattmayne-app-parts.ts";

/** Client apps that begin a login elsewhere than they should, or that anybody's browser can end. */
export const beginnings = {
  "a client app that does not say who it is where a login begins": () =>
    begun(({ searchParams }) => searchParams.delete("client_id")),
  "a client app that begins logins in the name of its auth app": () =>
    begun(({ searchParams }) => searchParams.set("client_id", "auth_site")),
  "a client app that looks for its auth app where a proxy says": () =>
    begun((uri, request) => {
      uri.host = request.headers.get("x-forwarded-host") ?? uri.host;
    }),
  "a client app that begins a login wherever a parameter says": () =>
    leading(BEGIN, (uri, request) => placeNamedBy(request) ?? uri),

  "a client app that gives every login the same state": () => {
    let first: ReturnType<Parameters<Parameters<typeof states>[0]>[0]["begin"]> | undefined;
    return states((good) => ({
      begin() {
        first ??= good.begin();
        return first;
      },
      take: async () => true,
    }));
  },
  "a client app that takes a callback without a state": () =>
    states((good) => ({ take: async (state, cookie) => state === "" || good.take(state, cookie) })),
  "a client app that looks only whether it gave the state": () => {
    const cookies = new Map<string, string>();
    return states((good) => ({
      async begin() {
        const begun = await good.begin();
        cookies.set(begun.state, begun.cookie);
        return begun;
      },
      take: (state) => good.take(state, cookies.get(state) ?? ""),
    }));
  },
  "a client app that takes a state again": () => {
    const taken = new Set<string>();
    return states((good) => ({
      async take(state, cookie) {
        const isRight = taken.has(state) || (await good.take(state, cookie));
        if (isRight) taken.add(state);
        return isRight;
      },
    }));
  },
} satisfies AppMutants;

/** A client app that begins a login with another URL: `change` changes it in place. */
const begun = (change: (uri: URL, request: Request) => void) =>
  leading(BEGIN, (sound, request) => {
    const uri = new URL(sound);
    change(uri, request);
    return uri.href;
  });
