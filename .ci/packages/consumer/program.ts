import { AuthenticateRequest, AuthenticateResponse } from "@authmark/protocols/hmail/schemas";
import { wire } from "@authmark/protocols/hmail/wire";
import { requirements } from "@authmark/protocols/requirements";
import statements from "@authmark/protocols/requirements.json" with { type: "json" };
import { serve } from "@authmark/reference-server/app";
import { defaults } from "@authmark/reference-server/config";

/** A program of someone who has installed the packages: it serves h-mail, asks once, and prints what came of it. */
const { method, path } = wire.operations.authenticate;
const headers = { "content-type": "application/json" };
const { listeners, close } = await serve({ ...defaults, protocols: ["hmail"], port: 0, log: "silent" });
const body = JSON.stringify(AuthenticateRequest.parse({ username: "nobody", password: "hunter22" }));
const answer = await fetch(listeners[0]?.url + path, { method, headers, body });
const answered = AuthenticateResponse.parse(await answer.json());
await close();

const sameRequirements = statements.length === Object.keys(requirements).length;
console.log(JSON.stringify({ answered, sameRequirements }));
