import { conformance } from "authmark/vitest";

/** Starts a server of h-mail on the port that it is told, tests it, and ends it. */
conformance({
  name: "my server",
  protocol: "hmail",
  at: {
    command:
      'npx authmark-reference hmail --port "$AUTHMARK_PORT" --log warn --store "sqlite:$AUTHMARK_DATA/store"' +
      " --access-ttl 3 --refresh-ttl 5 --rate-limit off --pow-bits 512 --pow-requirement 200",
  },
});
