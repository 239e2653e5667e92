import { generate } from "selfsigned";

/** A certificate for the loopback addresses that is its own authority. */
export async function makeCertificate(): Promise<{ cert: string; private: string }> {
  return generate([{ name: "commonName", value: "localhost" }], {
    keyType: "ec",
    extensions: [
      { name: "basicConstraints", cA: true },
      {
        name: "subjectAltName",
        altNames: [
          { type: 2, value: "localhost" },
          { type: 7, ip: "127.0.0.1" },
        ],
      },
    ],
  });
}
