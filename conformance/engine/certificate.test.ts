import { createServer } from "node:https";
import { generate } from "selfsigned";
import { describe, expect, it } from "vitest";
import { bytesServer, closeServersAfterEach, deadUrl, listen } from "../testing/servers.ts";
import { readCertificate } from "./certificate.ts";

/** A certificate that is its own authority. */
function selfSigned(host: string, otherwise: { notBeforeDate?: Date; notAfterDate?: Date } = {}) {
  return generate([{ name: "commonName", value: "mail.example" }], {
    keyType: "ec",
    extensions: [
      { name: "basicConstraints", cA: true },
      { name: "subjectAltName", altNames: [{ type: 7, ip: host }] },
    ],
    ...otherwise,
  });
}

describe("a look at a certificate", () => {
  closeServersAfterEach();

  async function serving({ private: key, cert }: { private: string; cert: string }): Promise<string> {
    return `https://127.0.0.1:${await listen(createServer({ key, cert }))}`;
  }

  it("shows whose it is, by whom, and until when", async () => {
    const made = await selfSigned("127.0.0.1");
    const shown = await readCertificate({ url: await serving(made), ca: made.cert });
    expect(shown).toMatchObject({ version: "TLSv1.3", subject: "mail.example", issuer: "mail.example" });
    expect(shown?.validUntil).toBeGreaterThan(Date.now());
    expect(shown).not.toHaveProperty("problem");
  });

  it.each([
    ["nobody vouches for it", "127.0.0.1", {}, false, "DEPTH_ZERO_SELF_SIGNED_CERT"],
    ["it is for another name", "127.0.0.2", {}, true, "ERR_TLS_CERT_ALTNAME_INVALID"],
    [
      "it is out of date",
      "127.0.0.1",
      { notBeforeDate: new Date(0), notAfterDate: new Date(1) },
      true,
      "CERT_HAS_EXPIRED",
    ],
  ])("says why it is not trusted: %s", async (_, host, dates, isTrusted, problem) => {
    const made = await selfSigned(host, dates);
    const url = await serving(made);
    expect(await readCertificate({ url, ...(isTrusted && { ca: made.cert }) })).toMatchObject({ problem });
  });

  it("is nothing where there is no TLS", async () => {
    const plain = await bytesServer((socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"));
    expect(await readCertificate({ url: plain })).toBeUndefined();
    expect(await readCertificate({ url: plain.replace("http:", "https:") })).toBeUndefined();
    expect(await readCertificate({ url: (await deadUrl()).replace("http:", "https:") })).toBeUndefined();
  });
});
