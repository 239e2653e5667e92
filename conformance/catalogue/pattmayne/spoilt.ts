import { altered, tokenInOtherCase, truncated } from "../../kit/tokens.ts";

/** Tokens that are not quite a good one, as any place takes them that a token is sent in. */
export const spoilt = (refreshToken: string): readonly string[] => [
  altered(refreshToken),
  altered(refreshToken, "start"),
  altered(refreshToken, "end"),
  tokenInOtherCase(refreshToken),
  truncated(refreshToken),
  refreshToken.slice(0, -1),
  `${refreshToken}A`,
];

/** The same, and some that a body takes and a cookie does not. */
export const spoiltInABody = (refreshToken: string): readonly string[] => [
  ...spoilt(refreshToken),
  `${refreshToken} `,
  `${refreshToken}\0x`,
];
