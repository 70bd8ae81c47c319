import type pg from "pg";
import { parserOf } from "./value-parsers";

type Run = (tx: PoolClient) => Promise<unknown>;

/** The part of a postgres.js client that drizzle's session uses. */
export interface PoolClient {
  unsafe: (text: string, values?: unknown[]) => Promise<unknown[]> & { values: () => Promise<unknown[]> };
  begin?: (run: Run) => Promise<unknown>;
  savepoint?: (run: Run) => Promise<unknown>;
  options: { parsers: Record<string, unknown>; serializers: Record<string, unknown> };
}

/**
 * Within a transaction values are written as text in one form, which every type reads again as the value that it was,
 * whatever database, role or a neighbour behind the same pooler has set. Sent with the `begin`, so it costs no round trip.
 */
const BEGIN = `begin; set local datestyle to 'ISO'; set local intervalstyle to 'postgres';
  set local extra_float_digits to 1; set local bytea_output to 'hex'`;

/**
 * drizzle's postgres.js client, made of a `pg` pool. postgres.js 3.4 itself forgets queries when a connection is reset:
 * some never settle, some settle as if they had succeeded, a `begin` among them, whose statements then run outside of
 * any transaction. Here a lost connection fails every query on it and is never used again.
 */
export function poolClient(pool: pg.Pool): PoolClient {
  return {
    unsafe: (text, values) => query(pool, text, values),
    async begin(run) {
      const client = await pool.connect().catch(lost);
      let broken = false;
      const ignore = () => void (broken = true);
      client.on("error", ignore);
      const tx = transaction(client);
      try {
        await tx.unsafe(BEGIN);
        const result = await run(tx);
        await tx.unsafe("commit");
        return result;
      } catch (error) {
        await tx.unsafe("rollback").catch(ignore);
        throw error;
      } finally {
        client.off("error", ignore);
        client.release(broken);
      }
    },
    options: { parsers: {}, serializers: {} },
  };
}

function transaction(client: pg.PoolClient, depth = 1): PoolClient {
  const tx: PoolClient = {
    unsafe: (text, values) => query(client, text, values),
    async savepoint(run) {
      await tx.unsafe(`savepoint s${depth}`);
      try {
        const result = await run(transaction(client, depth + 1));
        await tx.unsafe(`release savepoint s${depth}`);
        return result;
      } catch (error) {
        await tx.unsafe(`rollback to savepoint s${depth}`);
        throw error;
      }
    },
    options: { parsers: {}, serializers: {} },
  };
  return tx;
}

/** Sent in the next microtask, so that `values()` can still ask for rows as arrays. */
function query(on: pg.Pool | pg.PoolClient, text: string, values: unknown[] = []): ReturnType<PoolClient["unsafe"]> {
  let asArrays = false;
  const send = async () => {
    // Without values the simple protocol, which takes several statements at once.
    const given = values.length > 0 ? values : undefined;
    const config = { text, values: given, types: { getTypeParser: parserOf } };
    const result = await (asArrays ? on.query({ ...config, rowMode: "array" }) : on.query(config)).catch(lost);
    const last: { rows: unknown[] } | undefined = Array.isArray(result) ? result.at(-1) : result;
    return last?.rows ?? [];
  };
  const rows = Promise.resolve().then(send);
  return Object.assign(rows, {
    values() {
      asArrays = true;
      return rows;
    },
  });
}

/** What `pg` says of a lost connection has no code of its own. */
function lost(error: unknown): never {
  if (error instanceof Error && !("code" in error)) Object.assign(error, { code: "CONNECTION_CLOSED" });
  throw error;
}
