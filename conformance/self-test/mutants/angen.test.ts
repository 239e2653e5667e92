import { once } from "node:events";
import { connect } from "node:tls";
import { describe, expect, it } from "vitest";
import { makeCertificate } from "../certificate.ts";
import { openFront } from "../front.ts";
import { angenMutants } from "./angen.ts";
import type { Broken } from "./broken.ts";
import { tryOut } from "./testing/angen-client.ts";
import { type Script, scripts } from "./testing/angen-scripts.ts";
import { shownBy } from "./testing/angen-table.ts";

const OLD_TLS = "a server that still speaks TLS 1.1";

const mutants: Readonly<Record<string, () => Broken>> = angenMutants;
const brokenServer = (name: string) => mutants[`a server that ${name}`]?.() ?? {};

/** What a script finds, as text; or that it could not go on, which a sound server gives no reason for. */
async function resultOf(broken: Broken, script: Script): Promise<string> {
  try {
    return JSON.stringify(await tryOut(broken, script));
  } catch (error) {
    if (error instanceof TypeError) return "the script cannot go on";
    throw error;
  }
}

describe("a script of its own shows that", () => {
  it.each(Object.entries(shownBy))("%s: each broken server differs", { timeout: 120_000 }, async (id, names) => {
    const script: Script = scripts[id as keyof typeof scripts];
    const sound = async (kind: Pick<Broken, "keepsAddress">) => {
      const [once, again] = [await resultOf(kind, script), await resultOf(kind, script)];
      expect(again).toBe(once);
      expect(once).not.toBe("the script cannot go on");
      return once;
    };
    const broken = names.map((name) => ({ name, ...brokenServer(name) }));
    const anywhere = await sound({});
    const kept = broken.some(({ keepsAddress }) => keepsAddress) ? await sound({ keepsAddress: true }) : anywhere;
    const found = await Promise.all(
      broken.map(async (server) => {
        const result = await resultOf(server, script);
        return { name: server.name, isAlike: result === (server.keepsAddress ? kept : anywhere) };
      }),
    );
    expect(found.filter(({ isAlike }) => isAlike)).toEqual([]);
  });

  it("a version of TLS is spoken that a sound server refuses", async () => {
    const { front } = mutants[OLD_TLS]?.() ?? {};
    const certificate = await makeCertificate();
    const pong = await tryOut({}, async ({ url }) => {
      const open = await openFront(front ?? {}, new URL(url), certificate);
      expect(open.url).toMatch(/^tls:/);
      const old = { maxVersion: "TLSv1.1", minVersion: "TLSv1", ciphers: "DEFAULT@SECLEVEL=0" } as const;
      const socket = connect({ port: Number(new URL(open.url).port), ca: certificate.cert, host: "127.0.0.1", ...old });
      await once(socket, "secureConnect");
      socket.write('{"name":"system/ping","command":{}}\n');
      const [said] = await once(socket, "data");
      socket.destroy();
      await open.close();
      return `${socket.getProtocol()} ${said}`;
    });
    expect(pong).toContain("system/pong");
  });
});

it("every broken server is shown by a script", () => {
  const shown = Object.values(shownBy).flatMap((names) => names.map((name) => `a server that ${name}`));
  expect([...shown, OLD_TLS].sort()).toEqual(Object.keys(mutants).sort());
});
