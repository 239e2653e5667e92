import {
  contentSchema,
  type Document,
  type Literal,
  NotGenerated,
  type Operation,
  resolve,
  type Schema,
} from "./document.ts";
import { add, addCookies, addFields, addValues, type Spot, withoutMarks } from "./values.ts";

/** How an outcome is told from the others: a status, and what the body holds where. */
interface Outcome {
  status: string;
  at?: string;
  equals?: Literal;
}

/** What an operation's responses tell: its outcomes, and the spots of their values, by what these mean. */
interface Answers {
  outcomes: Record<string, Outcome>;
  take: Record<string, Spot>;
}

/** The outcome that yields what other operations send. */
const SUCCESS = "success";

/**
 * Derives the outcomes of an operation from its successful responses, redirects among them, and the places of the
 * values that come with them; and that who asks is not authorized, where it declares a 401. What is refused otherwise
 * needs no outcome: that is any other 4xx.
 *
 * @returns `outcomes`, `take`, and where a success may be without some of the values, which these are: `mayLack`
 * @throws NotGenerated for two outcomes, or two values, that would be told apart by nothing but their place.
 */
export function deriveOutcomes(document: Document, operation: string, declared: Operation): object {
  const { responses, "x-set-cookies": always = [], "x-may-set-cookies": sometimes = [] } = declared;
  const answers: Answers = { outcomes: {}, take: {} };
  for (const [status, response] of Object.entries(responses)) {
    if (status === "401") add(answers.outcomes, "unauthorized", { status });
    if (!/^[23]/.test(status)) continue;
    const body = contentSchema(response.content) ?? {};
    const variants = variantsOf(document, body);
    if (variants.length > 0) {
      addVariants(document, variants, { status, at: "" }, answers);
    } else if (resolve(document, body).anyOf) {
      throw new NotGenerated(`${operation}: its ${status} is a union that is not externally tagged.`);
    } else {
      // A browser goes on by any redirect, whichever of them is declared.
      add(answers.outcomes, SUCCESS, { status: status.startsWith("3") ? "3xx" : status });
      addValues(document, "body", body, { at: "", isRequired: true }, answers.take);
    }
    addFields(document, response, answers.take);
  }
  addCookies(document, always, true, answers.take);
  addCookies(document, sometimes, false, answers.take);
  return { outcomes: answers.outcomes, ...withoutMarks(answers.take) };
}

/**
 * The variants of an externally tagged union: a bare string for an outcome without data, an object with the outcome's
 * name as its one member for one with data. None if the schema is something else.
 */
function variantsOf(document: Document, schema: Schema): Schema[] {
  const resolved = resolve(document, schema);
  const variants = resolved.enum ? [resolved] : (resolved.anyOf ?? []).flatMap((variant) => flatten(document, variant));
  const tagged = variants.every(({ enum: texts, properties = {} }) => texts || Object.keys(properties).length === 1);
  return tagged ? variants : [];
}

function flatten(document: Document, schema: Schema): Schema[] {
  const resolved = resolve(document, schema);
  return resolved.anyOf?.flatMap((variant) => flatten(document, variant)) ?? [resolved];
}

/** Adds the variants of a union at a place, and of the unions that they hold; a success has the values of its own alone. */
function addVariants(
  document: Document,
  variants: readonly Schema[],
  place: { status: string; at: string },
  answers: Answers,
): void {
  for (const variant of variants) {
    for (const text of variant.enum ?? []) add(answers.outcomes, lowerFirst(String(text)), { ...place, equals: text });
    for (const [tag, data] of Object.entries(variant.properties ?? {})) {
      const below = { ...place, at: `${place.at}/${tag}` };
      const inner = variantsOf(document, data);
      if (inner.length > 0) {
        addVariants(document, inner, below, answers);
      } else {
        const outcome = lowerFirst(tag);
        add(answers.outcomes, outcome, below);
        addValues(document, outcome, data, { at: below.at, isRequired: outcome === SUCCESS }, answers.take);
      }
    }
  }
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
