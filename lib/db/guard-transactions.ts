import { setTimeout as sleep } from "node:timers/promises";
import type postgres from "postgres";

type Run<T> = (sql: postgres.TransactionSql) => Promise<T>;

/**
 * Makes `begin` safe against a connection that dies in mid-transaction. postgres.js would go on sending the
 * transaction's statements (its own `rollback` too) on the dead connection object: at best an uncaught TypeError that
 * ends the process, at worst a statement that runs on the reconnected session, outside of any transaction.
 * Behind this guard nothing is sent any more, and the caller gets CONNECTION_CLOSED.
 */
export function guardTransactions(sql: postgres.Sql): postgres.Sql {
  const begin = (...args: [Run<unknown>] | [string, Run<unknown>]) => {
    const run = args[args.length - 1] as Run<unknown>;
    const connection = { lost: undefined as unknown };
    const guarded: Run<unknown> = (tx) => settleUnlessLost(connection, run(guard(tx, connection)));
    const done = args.length === 2 ? sql.begin(args[0], guarded) : sql.begin(guarded);
    // `begin` rejects as soon as the connection closes, whatever the callback is doing.
    return done.catch((error: unknown) => {
      connection.lost = error;
      throw error;
    });
  };
  return new Proxy(sql, {
    get: (target, key, receiver) => (key === "begin" ? begin : Reflect.get(target, key, receiver)),
  });
}

function guard(tx: postgres.TransactionSql, connection: { lost: unknown }): postgres.TransactionSql {
  const unsafe: typeof tx.unsafe = (...args) => {
    if (connection.lost) throw connection.lost;
    return tx.unsafe(...args);
  };
  const savepoint = (run: Run<unknown>) => {
    if (connection.lost) throw connection.lost;
    return tx.savepoint((inner) => settleUnlessLost(connection, run(guard(inner, connection))));
  };
  return new Proxy(tx, {
    get: (target, key, receiver) =>
      key === "unsafe" ? unsafe : key === "savepoint" ? savepoint : Reflect.get(target, key, receiver),
  });
}

/** Once the connection is gone the callback must not settle: postgres.js would answer with a `rollback` to nobody. */
async function settleUnlessLost(connection: { lost: unknown }, work: Promise<unknown>): Promise<unknown> {
  try {
    return await work;
  } catch (error) {
    // The query hears of the loss a moment before `begin` does; a hook's own network error looks alike.
    if (looksLost(error)) await sleep(100);
    if (!connection.lost) throw error;
  }
  return new Promise(() => {});
}

function looksLost(error: unknown): boolean {
  for (let e = error, depth = 0; e instanceof Error && depth < 5; e = e.cause, depth++) {
    if (LOST.has(String((e as { code?: unknown }).code))) return true;
  }
  return false;
}

const LOST = new Set([
  "CONNECTION_CLOSED",
  "CONNECTION_DESTROYED",
  "CONNECTION_ENDED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
]);
