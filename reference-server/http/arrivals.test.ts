import { once } from "node:events";
import { connect } from "node:net";
import { expect, it } from "vitest";
import { createArrivals } from "./arrivals.ts";
import { listen } from "./listen.ts";

const arrivals = createArrivals();

it("an arrival is an instant of the wall clock, finer than a millisecond", async () => {
  const instants = Array.from({ length: 100 }, () => arrivals.now());
  expect(Math.abs((instants[0] ?? 0) - Date.now())).toBeLessThan(1_000);
  expect(instants.some((instant) => !Number.isInteger(instant))).toBe(true);
  expect(instants).toEqual(instants.toSorted((one, other) => one - other));
});

it("requests that came together are all noted before the first of them is answered", async () => {
  const arrivedAt: number[] = [];
  let answeredAt: Promise<number> | undefined;
  const answer = async () => {
    await arrivals.noted();
    return arrivals.now();
  };
  const listener = await listen(
    async (_, arrival) => {
      arrivedAt.push(arrival.arrivedAt);
      answeredAt ??= answer();
      await answeredAt;
      return new Response();
    },
    { host: "127.0.0.1", port: 0 },
  );
  const port = Number(new URL(listener.url).port);
  const sockets = Array.from({ length: 8 }, () => {
    const socket = connect(port, "127.0.0.1").resume();
    socket.write("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    return once(socket, "close");
  });
  await Promise.all(sockets);
  await listener.close();
  expect(arrivedAt).toHaveLength(8);
  expect(Math.max(...arrivedAt)).toBeLessThan((await answeredAt) ?? 0);
});
