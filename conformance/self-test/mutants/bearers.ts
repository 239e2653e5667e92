import { bearer } from "./parts.ts";

/** Servers that find an access token where there is none, or more than one. */
export const bearers = {
  ofAnyScheme: () => bearer((request) => request.headers.get("authorization")?.split(/ +/)[1]),
  firstOfAList: () =>
    bearer((request, good) => good ?? /^bearer ([^,]+),/i.exec(request.headers.get("authorization") ?? "")?.[1]),
  /** On one path, a request without the field is taken for one of who asked before. */
  withoutTheField: (path: string) => {
    let last: string | undefined;
    return bearer((_, good) => {
      last = good ?? last;
      return last;
    }, path);
  },
  garbageInLowerCase: () => {
    let last: string | undefined;
    const inLowerCase = (request: Request) => request.headers.get("authorization")?.startsWith("bearer ");
    return {
      ...bearer((request, good) => (inLowerCase(request) ? last : good)),
      // Of a token that was good it remembers what it was.
      async respond(response: Response, request: Request) {
        const [, token] = /^Bearer (\S+)$/.exec(request.headers.get("authorization") ?? "") ?? [];
        const isGood = response.status === 200 && !(await response.clone().text()).includes("Unauthorized");
        if (token !== undefined && isGood) last = token;
        return response;
      },
    };
  },
};
