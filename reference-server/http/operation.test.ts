import type { operations } from "@authmark/protocols/hmail/schemas";
import { describe, expectTypeOf, it } from "vitest";
import type { z } from "zod";
import type { Handler, Handlers, Outcome } from "./operation.ts";

// These are judged by the type checker, so they fail `npm run typecheck`.

interface Create {
  method: "POST";
  path: "/things";
  security: [];
  query: z.ZodObject;
  cookies: z.ZodObject;
  setsCookies: [];
  body: z.ZodObject<{ name: z.ZodString }>;
  responses: {
    "200": {
      contentType: "application/json";
      headers: { "cache-control": z.ZodLiteral<"no-store"> };
      body: z.ZodLiteral<"Made">;
    };
    "4XX": {
      contentType: "application/problem+json";
      headers: Record<never, never>;
      body: z.ZodObject<{ title: z.ZodString }>;
    };
  };
}
interface List extends Omit<Create, "method" | "body"> {
  method: "GET";
  body: null;
}

interface Remove extends Omit<Create, "responses" | "setsCookies"> {
  setsCookies: ["a", "b"];
  responses: {
    "204": { contentType: null; headers: Record<never, never>; body: null };
    "401": { contentType: "application/json"; headers: { "www-authenticate": z.ZodString }; body: z.ZodString };
    "4XX": { contentType: "application/json"; headers: Record<never, never>; body: z.ZodString };
  };
}

interface Good {
  status: 200;
  body: "Made";
  headers: { "cache-control": "no-store" };
}

describe("an outcome", () => {
  it("is a response that the operation declares", () => {
    expectTypeOf<Good>().toExtend<Outcome<Create>>();
    expectTypeOf<{ status: 404; body: { title: string } }>().toExtend<Outcome<Create>>();
  });

  it("has no status that is not declared", () => {
    expectTypeOf<Omit<Good, "status"> & { status: 201 }>().not.toExtend<Outcome<Create>>();
    expectTypeOf<{ status: 500; body: { title: string } }>().not.toExtend<Outcome<Create>>();
  });

  it("lacks no header that is declared, and gives it its value", () => {
    expectTypeOf<Omit<Good, "headers">>().not.toExtend<Outcome<Create>>();
    expectTypeOf<Omit<Good, "headers"> & { headers: { "cache-control": string } }>().not.toExtend<Outcome<Create>>();
  });

  it("has no literal that is not declared, nor another status's body", () => {
    expectTypeOf<Omit<Good, "body"> & { body: "made" }>().not.toExtend<Outcome<Create>>();
    expectTypeOf<{ status: 404; body: "Made" }>().not.toExtend<Outcome<Create>>();
  });
});

describe("an outcome of an operation that sets cookies", () => {
  const cookie = { value: "", maxAge: 0 };
  type Cookie = typeof cookie;

  it("sets them all where it succeeds, and has no body where none is declared", () => {
    expectTypeOf<{ status: 204; cookies: { a: Cookie; b: Cookie } }>().toExtend<Outcome<Remove>>();
    expectTypeOf<{ status: 204; cookies: { a: Cookie } }>().not.toExtend<Outcome<Remove>>();
    expectTypeOf<{ status: 204 }>().not.toExtend<Outcome<Remove>>();
    expectTypeOf<{ status: 204; body: ""; cookies: { a: Cookie; b: Cookie } }>().not.toExtend<Outcome<Remove>>();
    expectTypeOf<Good & { cookies: { a: Cookie } }>().not.toExtend<Outcome<Create>>();
  });

  it("sets none where it fails", () => {
    expectTypeOf<{ status: 404; body: string }>().toExtend<Outcome<Remove>>();
    expectTypeOf<{ status: 404; body: string; cookies: { a: Cookie; b: Cookie } }>().not.toExtend<Outcome<Remove>>();
  });

  it("is not of a class of statuses where its own is declared", () => {
    expectTypeOf<{ status: 401; body: string }>().not.toExtend<Outcome<Remove>>();
  });
});

describe("handlers", () => {
  type Table = { create: Create; list: List };

  it("are one for each operation", () => {
    expectTypeOf<{ create: Handler<Create>; list: Handler<List> }>().toExtend<Handlers<Table>>();
    expectTypeOf<{ create: Handler<Create> }>().not.toExtend<Handlers<Table>>();
  });

  it("are given the body and the query that their operation declares", () => {
    expectTypeOf<Parameters<Handler<Create>>[0]["body"]>().toEqualTypeOf<{ name: string }>();
    expectTypeOf<Parameters<Handler<List>>[0]["body"]>().toEqualTypeOf<undefined>();
    type GetHmails = Handlers<typeof operations>["getHmails"];
    expectTypeOf<Parameters<GetHmails>[0]["query"]["limit"]>().toEqualTypeOf<number>();
  });
});
