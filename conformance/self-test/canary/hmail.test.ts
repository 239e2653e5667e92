import { OF_EVERY_API, tellsNoSecretOf } from "./tells-no-secret.ts";

tellsNoSecretOf("hmail", [
  ...OF_EVERY_API,
  "a server that takes a token under any scheme",
  "a server that compares the first half of a refresh token",
]);
