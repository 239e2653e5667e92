import { createTypeSpecLibrary, paramMessage } from "@typespec/compiler";

/** Our compile errors, each with what to write instead, and where the decorators keep what they were told. */
export const $lib = createTypeSpecLibrary({
  name: "authmark-typespec",
  diagnostics: {
    "requirement-id": {
      severity: "error",
      messages: {
        default: paramMessage`"${"id"}" is no requirement id: write "<protocol>.<obligation>", lower-case words joined by hyphens.`,
        duplicate: paramMessage`"${"id"}" is stated twice: an id names one sentence for good.`,
        protocol: paramMessage`"${"id"}" is stated on ${"owner"}: its first segment must be "${"protocol"}".`,
      },
    },
    "requirement-lost": {
      severity: "error",
      messages: {
        default: paramMessage`"${"id"}" reaches no protocol: state it on a service or its operations, or have a service @@follows the namespace that it is stated on.`,
      },
    },
    "requirement-level": {
      severity: "error",
      messages: {
        default: paramMessage`"${"id"}" has the level ${"level"}, and its text says ${"found"}: state exactly one keyword, in capitals, that equals the level.`,
      },
    },
    "requirement-source": {
      severity: "error",
      messages: {
        default: paramMessage`"${"id"}" has no ${"member"} in its source: name the document and the section that the sentence comes from.`,
      },
    },
    "requirement-untestable": {
      severity: "error",
      messages: { default: paramMessage`"${"id"}" is untestable without a reason: say why no exchange can show it.` },
    },
    "not-generated": {
      severity: "error",
      messages: { default: paramMessage`Nothing is generated from ${"protocol"}: ${"reason"}` },
    },
  },
  state: {
    requirements: { description: "requirement statements, by the type that they are stated on" },
    follows: { description: "common namespaces, by the protocol that follows them" },
    partOf: { description: "protocols, by the further service that is part of one" },
    plays: { description: "roles, by the service that plays one" },
  },
});
