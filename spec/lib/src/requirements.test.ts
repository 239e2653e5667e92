import type { Namespace, Program } from "@typespec/compiler";
import { expect, test } from "vitest";
import { requirementsOf } from "./requirements.ts";
import { compileSources, diagnosticsOf } from "./testing/compile.ts";
import { HEAD, IMPORTS, statement, USINGS } from "./testing/sources.ts";

async function compileGood(sources: Record<string, string>): Promise<Program> {
  const program = await compileSources(sources);
  expect(diagnosticsOf(program)).toEqual([]);
  return program;
}

function namespace(program: Program, name: string): Namespace {
  const found = program.getGlobalNamespaceType().namespaces.get(name);
  if (!found) throw new Error(`No namespace ${name}.`);
  return found;
}

const idsOf = (program: Program, protocol = "Demo") =>
  requirementsOf(program, namespace(program, protocol)).map(({ id }) => id);

test("a good requirement compiles, and comes out with all of its members", async () => {
  const members = { feature: `"mail"`, untestable: `"It is not seen."`, level: "Level.mustNot", actor: "Actor.client" };
  const text = `"A client MUST NOT answer."`;
  const source = `${HEAD} @service namespace Demo; @requirement("demo.answers-2", ${statement({ ...members, text })}) @get op ask(): void;`;
  const program = await compileGood({ "main.tsp": source });
  expect(requirementsOf(program, namespace(program, "Demo"))).toEqual([
    {
      id: "demo.answers-2",
      protocol: "demo",
      operation: "ask",
      level: "MUST NOT",
      actor: "client",
      source: { document: "RFC 6750", section: "2.1" },
      text: "A client MUST NOT answer.",
      feature: "mail",
      untestable: "It is not seen.",
    },
  ]);
});

test("a protocol takes over what it follows, each under its own name, in the order in which it follows", async () => {
  const source = `${HEAD}
    @@follows(Demo, Common.Second);
    @@follows(Demo, Common.First);
    @@follows(Other, Common.First);
    namespace Common.First {}
    namespace Common.Second {}
    @service namespace Demo {}
    @service namespace Other {}
    @@requirement(Common.First, "common.one", ${statement()});
    @@requirement(Common.Second, "common.two", ${statement()});
    @@requirement(Common.First, "common.three", ${statement()});
    @@requirement(Demo, "demo.own", ${statement()});`;
  const program = await compileGood({ "main.tsp": source });
  expect(idsOf(program)).toEqual(["demo.two", "demo.one", "demo.three", "demo.own"]);
  expect(idsOf(program, "Other")).toEqual(["other.one", "other.three"]);
});

test("what two roles follow is one requirement in both, and what one states is required in that one", async () => {
  const source = `${HEAD}
    @@follows(Demo, Common.Both);
    @@follows(Demo, Common.One);
    @@follows(DemoBack, Common.Both);
    namespace Common.Both {}
    namespace Common.One {}
    @service @plays("front") namespace Demo {}
    @service @partOf(Demo) @plays("back") namespace DemoBack {}
    @@requirement(Common.Both, "common.both", ${statement()});
    @@requirement(Common.One, "common.one", ${statement()});
    @@requirement(DemoBack, "demo.back", ${statement()});`;
  const program = await compileGood({ "main.tsp": source });
  expect(requirementsOf(program, namespace(program, "Demo")).map(({ id, roles }) => [id, roles])).toEqual([
    ["demo.both", ["front", "back"]],
    ["demo.one", ["front"]],
    ["demo.back", ["back"]],
  ]);
});

test("requirements stand in source order, whatever they are stated on, file by file as these are imported", async () => {
  const program = await compileGood({
    "main.tsp": `${IMPORTS} import "./demo.tsp"; import "./more.tsp"; ${USINGS}
      @@requirement(Demo.Mail.send, "demo.1-operation", ${statement()});
      @@requirement(Demo, "demo.2-namespace", ${statement()});
      @@requirement(Demo.Mail, "demo.3-interface", ${statement()});
      @@requirement(Demo.ask, "demo.4-operation", ${statement()});
      @@requirement(Demo, "demo.5-namespace", ${statement()});`,
    "demo.tsp": `${HEAD} @service namespace Demo;
      @requirement("demo.6-operation", ${statement()}) @route("/ask") @get op ask(): void;
      interface Mail { @route("/send") @get send(): void; }`,
    "more.tsp": `${IMPORTS} import "./demo.tsp"; ${USINGS} namespace Demo; @@requirement(Demo, "demo.7-namespace", ${statement()});`,
  });
  const requirements = requirementsOf(program, namespace(program, "Demo"));
  expect(requirements.map(({ id, operation }) => [id, operation])).toEqual([
    ["demo.1-operation", "Mail_send"],
    ["demo.2-namespace", undefined],
    ["demo.3-interface", undefined],
    ["demo.4-operation", "ask"],
    ["demo.5-namespace", undefined],
    ["demo.6-operation", "ask"],
    ["demo.7-namespace", undefined],
  ]);
});
