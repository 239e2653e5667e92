import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { ProtocolId } from "../../../conformance/model/requirement.ts";

/** The interfaces that the generated documents describe, each with a page of its own. */
export interface Interface {
  readonly protocol: ProtocolId;
  readonly title: string;
  readonly path: string;
  readonly file: string;
}

export const interfaces: readonly Interface[] = [
  { protocol: "session", title: "session", path: "reference/session", file: "generated/session/session.openapi.yaml" },
  {
    protocol: "session",
    title: "session in cookies",
    path: "reference/session-cookies",
    file: "generated/session/cookies/cookies.openapi.yaml",
  },
  { protocol: "hmail", title: "h-mail", path: "reference/hmail", file: "generated/hmail/hmail.openapi.yaml" },
  {
    protocol: "getnative",
    title: "GetNative",
    path: "reference/getnative",
    file: "generated/getnative/getnative.openapi.yaml",
  },
  { protocol: "angen", title: "angen", path: "reference/angen", file: "generated/angen/angen.asyncapi.yaml" },
  {
    protocol: "pattmayne",
    title: "Pattmayne: auth app",
    path: "reference/pattmayne",
    file: "generated/pattmayne/pattmayne.openapi.yaml",
  },
  {
    protocol: "pattmayne",
    title: "Pattmayne: client app",
    path: "reference/pattmayne-client",
    file: "generated/pattmayne/client/client.openapi.yaml",
  },
];

/** A part of such a document, as far as the pages read it. */
// biome-ignore lint/suspicious/noExplicitAny: the documents are generated here, and held to their schemas by other tests
export type Document = Record<string, any>;

const documents = new Map(
  interfaces.map(({ file }) => [
    file,
    parse(readFileSync(join(import.meta.dirname, "../../..", file), "utf8")) as Document,
  ]),
);

/** The document of an interface. */
export const documentOf = ({ file }: Interface): Document => documents.get(file) ?? {};

/** The page of a generated document; undefined for any other file. */
export const documentPath = (file: string): string | undefined => interfaces.find((each) => each.file === file)?.path;

/** The page that has an operation of a protocol; undefined where none has. */
export const referencePath = (protocol: string, operation: string): string | undefined =>
  interfaces.find((each) => each.protocol === protocol && operationIds(documentOf(each)).includes(operation))?.path;

function operationIds({ paths = {}, operations = {} }: Document): string[] {
  const overHttp = Object.values<Document>(paths).flatMap((path) =>
    Object.values<Document>(path).map(({ operationId }) => operationId),
  );
  return [...overHttp, ...Object.keys(operations)];
}
