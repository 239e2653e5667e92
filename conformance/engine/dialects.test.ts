import { expect, it } from "vitest";
import type { Verdict } from "../model/verdict.ts";
import { deviating, fail, NOT_TESTED, PASS, result } from "../testing/results.ts";
import { unseenDialects } from "./dialects.ts";

const lenient = { id: "lenient", because: "clients rely on it" };
const NOTE = "declares lenient, and it was not seen: take it out of dialects: in the target file";

it.each<[string, Verdict[], string[]]>([
  ["every check of it passed", [PASS, PASS], [NOTE]],
  ["one check of it found it", [PASS, fail()], []],
  ["one check of it did not run", [PASS, NOT_TESTED], []],
  ["no check of it was asked for", [], []],
])("a declared deviation is noted as unseen or not where %s", (_, verdicts, notes) => {
  const results = [
    ...verdicts.map((verdict) => deviating(verdict)),
    { ...deviating(fail()), dialect: { ...lenient, id: "other" } },
  ];
  expect(unseenDialects({ dialects: [lenient] }, results)).toEqual(notes);
});

it("a target that declares nothing has no such note", () => {
  expect(unseenDialects({}, [result("MUST", PASS)])).toEqual([]);
});
