import net from "node:net";

export interface SilentProxy {
  port: number;
  /** From now on nothing is forwarded, in neither direction, and nobody is told: connections stay half-open. */
  silence: () => void;
  /** Forwards again, what was held back first: data, ends and all. */
  speak: () => void;
  /** Resets every connection, and serves new ones. */
  reset: () => void;
  end: () => Promise<void>;
}

/** A TCP proxy on the loopback, between a worker and the database on `target`. */
export async function startSilentProxy(target: number): Promise<SilentProxy> {
  let silent = false;
  const sockets = new Set<net.Socket>();
  /** Their other side went away during the silence; they hear of it later. */
  const orphans = new Set<net.Socket>();
  const server = net.createServer((near) => {
    const far = net.connect(target, "127.0.0.1");
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      // A paused socket reads nothing, not even the other side's end; the kernel still answers keepalives.
      if (silent) from.pause();
      from.on("data", (data) => to.write(data));
      from.on("end", () => to.end());
      from.on("error", () => {});
      from.on("close", () => {
        sockets.delete(from);
        if (silent) orphans.add(to);
        else to.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as net.AddressInfo).port,
    silence() {
      silent = true;
      for (const socket of sockets) socket.pause();
    },
    speak() {
      silent = false;
      for (const socket of orphans) socket.destroy();
      for (const socket of sockets) socket.resume();
    },
    reset() {
      silent = false;
      for (const socket of sockets) socket.resetAndDestroy();
    },
    async end() {
      silent = false;
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
