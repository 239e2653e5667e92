import { expect, it } from "vitest";
import type { Check } from "../model/check.ts";
import type { TestableId } from "../model/requirement.ts";
import { type Catalogue, complete } from "./catalogue.ts";

declare const whole: { readonly [Id in TestableId<"session">]: { readonly "fresh-login": Check<object> } };

it("a catalogue has a check for every requirement, each under a circumstance of the glossary", () => {
  const compile = () => {
    complete<"session", object>()(whole);
    // @ts-expect-error: a requirement is missing
    complete<"session", object>()({
      "session.right-password-begins-a-session": whole["session.right-password-begins-a-session"],
    });
    // @ts-expect-error: a requirement has no check
    complete<"session", object>()({ ...whole, "session.right-password-begins-a-session": {} });
    const check = whole["session.right-password-begins-a-session"]["fresh-login"];
    // @ts-expect-error: a circumstance is misspelt
    return { "session.right-password-begins-a-session": { "fresh-logn": check } } satisfies Partial<
      Catalogue<"session", object>
    >;
  };
  expect(compile).toBeTypeOf("function");
});
