import type { Logger, SQL } from "drizzle-orm";
import { NodePgPreparedQuery, NodePgSession, NodePgTransaction } from "drizzle-orm/node-postgres";
import type { PgDialect, PgPreparedQuery, PgTransactionConfig, PreparedQueryConfig } from "drizzle-orm/pg-core";
import pg from "pg";
import { isHandedOn } from "./connect/client-for";

type NoSchema = Record<string, never>;
type PrepareArguments<T extends PreparedQueryConfig> = Parameters<typeof NodePgSession.prototype.prepareQuery<T>>;

/**
 * Within a transaction values are written as text in one form, which every type reads again as the value that it was,
 * whatever database, role or a neighbour behind the same pooler has set. Sent with the `begin`, so it costs no round trip.
 */
const BEGIN = `begin; set local datestyle to 'ISO'; set local intervalstyle to 'postgres';
  set local extra_float_digits to 1; set local bytea_output to 'hex'`;

/** By the number of a type; `pg`'s own declaration knows few of them. */
const types: {
  setTypeParser: (oid: number, parse: (text: string) => unknown) => void;
  getTypeParser: (oid: number) => (text: string) => unknown;
} = pg.types;

/**
 * Values that JavaScript has no form for arrive as the text that Postgres reads again. `pg` would make objects of points
 * and circles, and lists of the values of some types (bytea, inet, time, money …) but not of others.
 */
for (const oid of [600, 651, 718, 791, 1001, 1017, 1040, 1041, 1183, 1270, 3907])
  types.setTypeParser(oid, (text) => text);
// "char"[] and name[] are lists of texts like text[], which it does not know.
for (const oid of [1002, 1003]) types.setTypeParser(oid, types.getTypeParser(1009));

/** drizzle's session over `pg`, in which a statement written by hand answers with its rows, as the builders do. */
class RowsSession extends NodePgSession<NoSchema, NoSchema> {
  override prepareQuery<T extends PreparedQueryConfig>(...args: PrepareArguments<T>): PgPreparedQuery<T> {
    const prepared = super.prepareQuery<T>(...args);
    const [, fields, , , customResultMapper] = args;
    if (!fields && !customResultMapper && prepared instanceof NodePgPreparedQuery)
      prepared.execute = (values) => prepared.all(values);
    return prepared;
  }

  override async count(query: SQL): Promise<number> {
    const [row] = await this.all<{ count: string }>(query);
    return Number(row?.count);
  }
}

/**
 * The same over a pool. Its transactions are its own: drizzle 0.45 keeps a connection for ever whose `begin` failed
 * (drizzle-orm issue 6114), tells of a failed `rollback` in place of what went wrong before it, and takes any answer to
 * `commit` for a commit.
 */
export class PoolSession extends RowsSession {
  readonly #pool: pg.Pool;
  readonly #logger: Logger | undefined;
  readonly #pooled: boolean | undefined;
  readonly #beginPooled: string;

  /** `settings` are made in each transaction behind a pooler; `pooled` undefined: each connection knows. */
  constructor(
    pool: pg.Pool,
    dialect: PgDialect,
    {
      logger,
      settings,
      pooled,
    }: { logger?: Logger | undefined; settings: Record<string, string>; pooled?: boolean | undefined },
  ) {
    super(pool, dialect, undefined, logger ? { logger } : {});
    this.#pool = pool;
    this.#logger = logger;
    const local = Object.entries(settings).map(([name, value]) => `; set local ${name} to ${pg.escapeLiteral(value)}`);
    this.#pooled = pooled;
    this.#beginPooled = BEGIN + local.join("");
  }

  override async transaction<T>(
    work: (tx: NodePgTransaction<NoSchema, NoSchema>) => Promise<T>,
    config?: PgTransactionConfig,
  ): Promise<T> {
    const client = await this.#pool.connect();
    const session = new RowsSession(client, this.dialect, undefined, { logger: this.#logger });
    const tx = new NodePgTransaction<NoSchema, NoSchema>(this.dialect, session, undefined);
    let broken = false;
    try {
      await client.query((this.#pooled ?? isHandedOn(client)) ? this.#beginPooled : BEGIN);
      if (config) await tx.setTransaction(config);
      const result = await work(tx);
      // Where a statement failed and nobody said so, Postgres answers a commit with ROLLBACK.
      const { command } = await client.query("commit");
      if (command !== "COMMIT") throw new Error("A statement of the transaction failed, so it was rolled back.");
      return result;
    } catch (error) {
      await client.query("rollback").catch(() => void (broken = true));
      throw error;
    } finally {
      client.release(broken);
    }
  }
}
