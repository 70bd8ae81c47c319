import { type ChildProcess, spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { freePort } from "@/scripts/pg.mjs";
import { programPath } from "@/scripts/programs/programs.mjs";

export const hasPgBouncer = ["pgbouncer", "openssl"].every((name) => programPath(name) !== undefined);

/** A real PgBouncer in front of the test server, with its own defaults; it knows every database. */
export class PgBouncer {
  readonly #child: ChildProcess;
  /** Where its Unix socket is. */
  readonly folder: string;
  readonly port: number;

  private constructor(child: ChildProcess, folder: string, port: number) {
    this.#child = child;
    this.folder = folder;
    this.port = port;
  }

  static async start(adminUrl: string, settings: Record<string, string> = {}): Promise<PgBouncer> {
    const program = programPath("pgbouncer");
    if (!program) throw new Error("There is no pgbouncer on this machine.");
    const port = await freePort();
    const { hostname, port: behind, username, password } = new URL(adminUrl);
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "swath-pgbouncer-"));
    const file = path.join(folder, "pgbouncer.ini");
    const all = {
      listen_addr: "127.0.0.1",
      listen_port: String(port),
      unix_socket_dir: folder,
      auth_type: "any",
      pool_mode: "transaction",
      ...settings,
    };
    const account = `user=${username} password=${decodeURIComponent(password)}`;
    const lines = Object.entries(all).map(([name, value]) => `${name} = ${value}\n`);
    fs.writeFileSync(
      file,
      `[databases]\n* = host=${hostname} port=${behind} ${account}\n[pgbouncer]\n${lines.join("")}`,
    );
    // Its own account reads the file and makes the socket.
    fs.chmodSync(folder, 0o777);
    const root = process.getuid?.() === 0;
    // It refuses to run as root, and says all it has to say on its standard error.
    const child = spawn(program, [...(root ? ["-u", "nobody"] : []), file], { stdio: ["ignore", "ignore", "pipe"] });
    // Whatever ends the tests, it goes with them.
    process.once("exit", () => child.kill("SIGKILL"));
    let said = "";
    child.stderr?.on("data", (data) => (said += String(data)));
    const bouncer = new PgBouncer(child, folder, port);
    for (let attempt = 1; ; attempt++) {
      const client = new pg.Client({ host: folder, port, user: username, database: "postgres" });
      try {
        await client.connect();
        return bouncer;
      } catch (error) {
        if (attempt === 100 || child.exitCode !== null) throw new Error(`PgBouncer: ${said}`, { cause: error });
        await sleep(50);
      } finally {
        await client.end();
      }
    }
  }

  /** The same database, through the pooler. */
  url(direct: string, parameters = ""): string {
    const through = new URL(direct);
    through.port = String(this.port);
    through.search = parameters;
    return through.toString();
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode === null) {
      const ended = new Promise((resolve) => this.#child.once("exit", resolve));
      this.#child.kill("SIGTERM");
      await ended;
    }
    fs.rmSync(this.folder, { recursive: true, force: true });
  }
}
