import type { RegisterRequest } from "@authmark/protocols/pattmayne/types";
import { canonicalEmail } from "../../accounts/emails.ts";
import type { Env } from "../../env.ts";
import { hashOf } from "../../tokens/tokens.ts";
import { clientIdOf, type LoginOutcome, logIn } from "./logins.ts";
import type { Destination } from "./sites.ts";

const mailTokenBytes = 32;

/**
 * Makes an account and logs its user in, or logs in the user who has that email and password already. An address that is
 * suspended makes no accounts either: it could tell from them which emails are known.
 *
 * @param request one that `objectionToAccount` has no objection to
 * @param mailTokenTtl seconds for which what is mailed is good
 */
export async function register(
  { username, password, ...request }: RegisterRequest,
  { destination, address }: { destination: Destination; address: string },
  env: Env,
  mailTokenTtl: number,
): Promise<LoginOutcome | "taken"> {
  const email = canonicalEmail(request.email);
  const wait = await env.suspensions.waitOf(address);
  if (wait > 0) return { wait };
  const known = await env.store.findMember({ email });
  if (known !== undefined) {
    const outcome = await logIn({ user: known, name: email, password }, destination, address, env);
    return outcome === "wrong" ? "taken" : outcome;
  }
  const passwordHash = await env.passwords.hash(password);
  const member = await env.store.insertMember({ username, passwordHash, email });
  if (member === undefined) return "taken";
  await mailToken({ username, email }, env, mailTokenTtl);
  return (await env.grants.enter(member, clientIdOf(destination))) ?? "taken";
}

async function mailToken(
  { username, email }: { username: string; email: string },
  { store, clock, random, mailer }: Env,
  ttl: number,
): Promise<void> {
  const token = random.bytes(mailTokenBytes).toString("base64url");
  await store.insertMailToken(hashOf(token), { username, email, expiresAt: clock.now() + Math.round(ttl * 1_000) });
  const text = `Somebody has registered here with this address. If it was you, send back this token:\n\n${token}\n`;
  await mailer.send({ to: email, subject: "Verify your email", text });
}
