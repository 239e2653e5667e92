import { bytesOf } from "../kit/http.ts";
import { isFieldText } from "../kit/prepared.ts";
import { CannotTest } from "../model/errors.ts";
import type { Header, HttpRequest } from "../model/exchange.ts";

/** The suite says who it is, so that an operator finds it in a log. */
export const SIGNATURE: Header = ["user-agent", "authmark (conformance suite)"];

/** The request as it is sent: with who sends it, unless it says that itself. */
export function signed(request: HttpRequest): HttpRequest {
  const sent = sendable(request);
  return sent.headers.some(([name]) => name === SIGNATURE[0])
    ? sent
    : { ...sent, headers: [...sent.headers, SIGNATURE] };
}

/** The request with every field that it is sent with, since none is added on its way. */
export function framed(plain: HttpRequest): HttpRequest {
  const { body } = plain;
  const length: Header[] = body === undefined ? [] : [["content-length", String(bytesOf(body).length)]];
  const framing: Header[] = [["host", new URL(plain.url).host], ...plain.headers, ...length];
  return { ...plain, headers: [...framing, SIGNATURE, ["connection", "close"]] };
}

/** The request, unless it cannot be spelt: a text that a check tries, or that the target gave, may fit in no field. */
function sendable(request: HttpRequest): HttpRequest {
  const misfit = request.headers.find(([, value]) => !isFieldText(value));
  if (misfit) throw new CannotTest(`the field ${misfit[0]} cannot carry the characters that it should`);
  return request;
}

/** Larger bodies may be over a limit, and a server may close the connection on what is. */
const SURELY_WITHIN_LIMITS = 8192;

/** Whether a closed connection will do in place of an answer. */
export function mayCloseOn({ body = "" }: HttpRequest, mayClose?: true): { mayClose?: true } {
  return mayClose || bytesOf(body).length > SURELY_WITHIN_LIMITS ? { mayClose: true } : {};
}
