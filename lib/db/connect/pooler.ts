import type pg from "pg";
import { clientFor } from "./client-for";
import { readConnection } from "./connection-string";

const PATIENCE_MS = 5_000;
/** While the pooler is busy a connection may go to others first. */
const LOOKS = 25;

/**
 * Whether a pooler stands in between, so that a session can't be relied on: said by `?pgbouncer=true` or `false`, else
 * found out.
 */
export async function isPooled(url: string): Promise<boolean> {
  return readConnection(url).pooled ?? (await withClient(url, isThroughPooler));
}

/** Whether it hands its connections on after each transaction, as far as can be told. */
export async function isTransactionPooler(url: string): Promise<boolean> {
  const said = readConnection(url).pooled;
  if (said !== undefined) return said;
  return withClient(url, async (one) => {
    if (!(await isThroughPooler(one))) return false;
    try {
      return await withClient(url, (other) => areHandedOn(one, other));
    } catch {
      // Only a pooler of sessions lets the second wait for the first to leave.
      return false;
    }
  });
}

/** A session keeps its connection, and shares it with nobody. */
async function areHandedOn(one: pg.Client, other: pg.Client): Promise<boolean> {
  const first = await backendOf(one);
  for (let look = 0; look < LOOKS; look++) {
    const [mine, theirs] = [await backendOf(one), await backendOf(other)];
    if (mine !== first || theirs === mine) return true;
  }
  return false;
}

/** A pooler gives its clients process numbers of its own. */
export async function isThroughPooler(client: pg.Client): Promise<boolean> {
  return (await backendOf(client)) !== Reflect.get(client, "processID");
}

async function backendOf(client: pg.Client): Promise<number | undefined> {
  const { rows } = await client.query<{ pid: number }>("select pg_backend_pid() as pid");
  return rows[0]?.pid;
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = clientFor(url, {
    applicationName: "swath-look",
    connectTimeoutMs: PATIENCE_MS,
    query_timeout: PATIENCE_MS,
  });
  client.on("error", () => {});
  try {
    await client.connect();
    return await work(client);
  } finally {
    // Never waited for: one that still waits for a connection says goodbye late.
    void client.end().catch(() => {});
  }
}
