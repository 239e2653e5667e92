import { serve } from "@authmark/reference-server/app";
import { CHEAP } from "./kills.ts";

/**
 * A server by the contract of started targets (docs/containers.md) that ends at the first body which is no JSON, as one
 * does whose parser throws where nobody catches.
 */
const { AUTHMARK_PORT: port, AUTHMARK_ACCOUNTS: accounts = "[]" } = process.env;
const config = { ...CHEAP, protocols: ["hmail" as const], port: Number(port), accounts: JSON.parse(accounts) };
await serve(config, {
  async request(request) {
    const body = await request.clone().text();
    try {
      if (body !== "") JSON.parse(body);
    } catch {
      console.error("SyntaxError: this is no JSON");
      process.exit(3);
    }
    return request;
  },
});
