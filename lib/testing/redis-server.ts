import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import net from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "@/scripts/pg.mjs";
import { programPath } from "@/scripts/programs/programs.mjs";

export const hasRedis = programPath("redis-server") !== undefined;

/** A real Redis on the loopback that keeps nothing on disk: whenever it starts, it is empty. */
export class RedisServer {
  readonly port: number;
  #child: ChildProcess | undefined;

  private constructor(port: number) {
    this.port = port;
  }

  /** Not running yet. */
  static async reserve(): Promise<RedisServer> {
    return new RedisServer(await freePort());
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    const program = programPath("redis-server");
    if (!program) throw new Error("There is no redis-server on this machine.");
    const options = { bind: "127.0.0.1", port: String(this.port), save: "", appendonly: "no" };
    const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
    const child = spawn(program, args, { stdio: "ignore" });
    this.#child = child;
    // Whatever ends the tests, it goes with them.
    process.once("exit", () => child.kill("SIGKILL"));
    for (let attempt = 1; !(await this.#answers()); attempt++) {
      if (attempt === 100) throw new Error("Redis did not start.");
      await sleep(50);
    }
  }

  /** All of it is gone, and it goes on. */
  async empty(): Promise<void> {
    const socket = net.connect(this.port, "127.0.0.1");
    socket.end("FLUSHALL\r\n").resume();
    await once(socket, "close");
  }

  /** As a power cut would. */
  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (!child || child.exitCode !== null) return;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await ended;
  }

  #answers(): Promise<boolean> {
    return new Promise((resolve) => {
      const socket = net.connect(this.port, "127.0.0.1", () => {
        socket.destroy();
        resolve(true);
      });
      socket.on("error", () => resolve(false));
    });
  }
}
