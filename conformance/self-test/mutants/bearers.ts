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
    return bearer((request, good) => {
      if (request.headers.get("authorization")?.startsWith("bearer ")) return last;
      last = good ?? last;
      return good;
    });
  },
};
