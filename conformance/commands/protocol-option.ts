import { suites } from "../catalogue/suites.ts";
import { didYouMean } from "../kit/nearest.ts";
import { UsageError } from "../model/errors.ts";
import type { ProtocolId } from "../model/requirement.ts";

/**
 * Parses `--protocol`, where it may be left out.
 *
 * @throws UsageError for a protocol that there is not
 */
export function protocolOption(protocol: string | undefined): ProtocolId | undefined {
  const known = Object.keys(suites);
  if (protocol === undefined || Object.hasOwn(suites, protocol)) return protocol as ProtocolId | undefined;
  throw new UsageError(`--protocol ${protocol}: write one of ${known.join(", ")}.${didYouMean(protocol, known)}`);
}
