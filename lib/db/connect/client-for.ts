import { callbackify } from "node:util";
import pg from "pg";
import { postgresError } from "@/lib/db/postgres-error";
import { type Connection, type Host, readConnection } from "./connection-string";
import type { Tls } from "./tls";

interface Way extends Host {
  ssl: Tls;
}

export interface ConnectOptions extends Pick<
  pg.PoolConfig,
  "max" | "query_timeout" | "idleTimeoutMillis" | "maxLifetimeSeconds" | "allowExitOnIdle"
> {
  applicationName: string;
  connectTimeoutMs?: number;
  /** Server settings that go with each connection. A pooler would refuse them: none behind one. */
  settings?: Record<string, string>;
  /** Server settings that are made on each connection unless it turns out to be a pooler's, see `isHandedOn`. */
  settingsOfSession?: Record<string, string>;
}

/** Connections behind a pooler: what is set on one may be somebody else's next. */
const handedOn = new WeakSet<object>();

/** Whether a connection that was opened with `settingsOfSession` is a pooler's. */
export const isHandedOn = (client: object): boolean => handedOn.has(client);

const CONNECT_MS = 30_000;

/** One connection to the database of a connection string. */
export function clientFor(url: string, options: ConnectOptions): pg.Client {
  const { Client, ...config } = configOf(url, options);
  return new Client(config);
}

/** A pool of them. What is lost while nobody uses it is opened again when it is needed. */
export function poolFor(url: string, options: ConnectOptions): pg.Pool {
  const pool = new pg.Pool(configOf(url, options));
  pool.on("error", () => {});
  // An error that comes between two owners, or after the last one, must not end the process.
  pool.on("connect", (client) => void client.on("error", () => {}));
  return pool;
}

function configOf(url: string, given: ConnectOptions) {
  const { applicationName, connectTimeoutMs, settings = {}, settingsOfSession, ...rest } = given;
  const connection = readConnection(url);
  const [first] = waysOf(connection);
  const said = [connection.options, ...Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`)];
  const options = said.filter(Boolean).join(" ");
  return {
    ...rest,
    ...first,
    Client: settingClass(clientClass(connection), settingsOfSession),
    user: connection.user,
    password: connection.password,
    database: connection.database,
    application_name: connection.applicationName ?? applicationName,
    keepAlive: true,
    keepAliveInitialDelayMillis: 5_000,
    connectionTimeoutMillis: connection.connectTimeoutMs ?? connectTimeoutMs ?? CONNECT_MS,
    enableChannelBinding: connection.channelBinding,
    ...(options ? { options } : {}),
  };
}

const waysOf = ({ hosts, tls }: Connection): Way[] =>
  hosts.flatMap(({ host, port }) => tls.map((ssl) => ({ host, port, ssl })));

type Connect = (client: pg.Client, plainly: () => Promise<unknown>, config: pg.ClientConfig) => Promise<unknown>;

/** A client that connects in a way of its own, awaited or with a callback, as `pg`'s pool does it. */
function connecting(Client: typeof pg.Client, connect: Connect): typeof pg.Client {
  return class extends Client {
    readonly #config: pg.ClientConfig;

    constructor(config: pg.ClientConfig = {}) {
      super(config);
      this.#config = config;
    }

    override connect(): Promise<this>;
    override connect(callback: (error: Error) => void): void;
    override connect(callback?: (error: Error) => void): Promise<this> | void {
      const connected = connect(this, () => super.connect(), this.#config);
      if (!callback) return connected.then(() => this);
      callbackify(() => connected)(callback);
    }
  };
}

/** Where there are several hosts, or ways to encrypt, a client looks for the first that will do before it connects. */
function clientClass(connection: Connection): typeof pg.Client {
  const ways = waysOf(connection);
  if (ways.length === 1 && !connection.writable) return pg.Client;
  return connecting(pg.Client, async (client, plainly, config) => {
    const { host, port, ssl } = await firstThatWillDo(ways, config, connection.writable);
    // pg takes these when it is made, and knows of one of each.
    Object.assign(client, { host, port, ssl });
    Object.assign(Reflect.get(client, "connection"), { ssl });
    await plainly();
  });
}

/** Settings are made in one round trip, by which a pooler shows itself: its clients have process numbers of its own. */
function settingClass(Client: typeof pg.Client, settings: Record<string, string> | undefined): typeof pg.Client {
  if (!settings || Object.keys(settings).length === 0) return Client;
  const made = Object.entries(settings).map(
    ([name, value]) => `set_config(${pg.escapeLiteral(name)}, ${pg.escapeLiteral(value)}, false)`,
  );
  return connecting(Client, async (client, plainly) => {
    // Its pool listens as soon as this is done: what is lost meanwhile must not end the process.
    client.on("error", () => {});
    await plainly();
    try {
      const pid = Number(Reflect.get(client, "processID"));
      const { rowCount } = await client.query(`select ${["true", ...made].join(", ")} where pg_backend_pid() = ${pid}`);
      if (rowCount === 0) handedOn.add(client);
    } catch (error) {
      void client.end().catch(() => {});
      throw error;
    }
  });
}

/** As libpq: a host that can't be reached is passed over; one that refuses the account ends the search. */
async function firstThatWillDo(ways: Way[], config: pg.ClientConfig, writable: boolean): Promise<Way> {
  const errors: unknown[] = [];
  for (const way of ways) {
    const client = new pg.Client({ ...config, ...way });
    client.on("error", () => {});
    try {
      await client.connect();
      if (!writable || (await takesWrites(client))) return way;
      errors.push(new Error(`${way.host}:${way.port} takes no writes.`));
    } catch (error) {
      const code = postgresError(error)?.code;
      // Of several ways to encrypt a server (28000) or pooler (08P01) may refuse one; of several hosts one may be starting or full.
      if (code && !/^(57P|53|08|28000)/.test(code)) throw error;
      errors.push(error);
    } finally {
      void client.end().catch(() => {});
    }
  }
  if (errors.length === 1) throw errors[0];
  const said = errors.map((error) => (error instanceof Error ? error.message : String(error)) || "no answer");
  throw new AggregateError(errors, [...new Set(said)].join("; "));
}

async function takesWrites(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ read_only: string }>(
    "select current_setting('transaction_read_only') as read_only",
  );
  return rows[0]?.read_only === "off";
}
