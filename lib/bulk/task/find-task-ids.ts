import { type SQL, sql } from "drizzle-orm";
import type { Db, Tx } from "@/lib/db/client";
import { TASK_WORDS } from "@/lib/db/index-task-search";
import { withinTime } from "@/lib/db/within-time";
import { containing } from "@/lib/tables/list/like";
import { TASK_OPERATIONS, type TaskOperation } from "@/lib/bulk/model/policies";
import { isTerminal, type TaskState } from "@/lib/bulk/model/states";

export interface TaskQuery {
  states: readonly TaskState[];
  operation?: TaskOperation;
  table?: string;
  actorId?: string;
  text?: string;
  from?: Date;
  to?: Date;
  /** Only tasks older than this one. */
  before?: string;
  limit: number;
}

export interface FoundIds {
  /** Newest first. */
  ids: string[];
  /** `before` of the next page; null at the end. */
  next: string | null;
}

/** So many tasks are read through for a text that few of them hold; then the page ends, and the next goes on there. */
export const MOST_READ = 10_000;
const INDEX_MS = 400;

/** Ids of the tasks that match, newest first. Costs the same however many tasks there are and whatever is asked. */
export async function findTaskIds(db: Db, query: TaskQuery): Promise<FoundIds> {
  const { limit, text } = query;
  if (query.states.length === 0) return { ids: [], next: null };
  const ids = await idsOf(db, text ? readThrough(query, text) : newest(query, ID, limit + 1));
  if (ids.length > limit || !text) return pageOf(ids, limit);
  const [edge] = await idsOf(
    db,
    sql`select id from (${newest(query, ID, MOST_READ)}) as newest offset ${MOST_READ - 1}::int`,
  );
  if (!edge) return pageOf(ids, limit);
  const indexed = await byIndex(db, query, text);
  return indexed ? pageOf(indexed, limit) : { ids, next: edge };
}

function pageOf(found: string[], limit: number): FoundIds {
  const ids = found.slice(0, limit);
  return { ids, next: found.length > limit ? (ids.at(-1) ?? null) : null };
}

const ID = sql`id`;

/**
 * One stream per state and operation, each in the order of an index of its own, merged: whatever the filters, no task
 * is read that isn't shown. One condition over all states would sort, or read past everything that does not match.
 */
function newest(query: TaskQuery, columns: SQL, limit: number): SQL {
  const operations = query.operation ? [query.operation] : TASK_OPERATIONS;
  const ended = query.states.filter(isTerminal);
  const streams = ended.flatMap((state) =>
    operations.map((operation) => sql`state = ${raw(state)} and operation = ${raw(operation)}`),
  );
  const others = query.states.filter((state) => !isTerminal(state));
  if (others.length > 0) {
    // Few, and in an index of their own.
    const operation = query.operation ? sql`and operation = ${raw(query.operation)}` : sql``;
    streams.push(sql`state in (${sql.join(others.map(raw), sql`, `)}) ${operation}`);
  }
  const rest = narrowed(query);
  // Each with its own order and limit, or the planner would not see that an index has it.
  const order = sql`order by id desc limit ${limit}::int`;
  const parts = streams.map(
    (stream) => sql`(select ${columns} from swath.bulk_tasks where ${stream} ${rest} ${order})`,
  );
  return sql`select * from (${sql.join(parts, sql` union all `)}) as merged ${order}`;
}

function readThrough(query: TaskQuery, text: string): SQL {
  const read = newest(query, sql`id, ${sql.raw(TASK_WORDS)} as words`, MOST_READ);
  return sql`
    select id from (${read}) as newest where words ilike ${containing(text)}
    order by id desc limit ${query.limit + 1}::int`;
}

/** What holds the text, from the trigram index; undefined where there is none, or where too many tasks hold it. */
async function byIndex(db: Db, query: TaskQuery, text: string): Promise<string[] | undefined> {
  const [known] = await db.execute<{ there: boolean }>(
    sql`select to_regclass('swath.bulk_tasks_words') is not null as there`,
  );
  // A trigram has three characters.
  if (!known?.there || text.length < 3 || !query.states.every(isTerminal)) return undefined;
  const operation = query.operation ? sql`and operation = ${raw(query.operation)}` : sql``;
  return withinTime(db, INDEX_MS, (tx) =>
    idsOf(
      tx,
      sql`
        with holding as materialized (
          select id from swath.bulk_tasks
          where ${sql.raw(TASK_WORDS)} ilike ${containing(text)}
            and state in (${sql.join(query.states.map(raw), sql`, `)}) ${operation} ${narrowed(query)})
        select id from holding order by id desc limit ${query.limit + 1}::int`,
    ),
  );
}

function narrowed({ table, actorId, from, to, before }: TaskQuery): SQL {
  const conditions = [
    table !== undefined && sql`table_name = ${table}`,
    actorId !== undefined && sql`actor_id = ${actorId}::uuid`,
    // The ids are UUIDs of version 7: their order is that of creation, and they begin with the time.
    before !== undefined && sql`id < ${before}::uuid`,
    from !== undefined && sql`id >= ${firstIdAt(from)}::uuid`,
    to !== undefined && sql`id < ${firstIdAt(to)}::uuid`,
  ].filter((condition) => condition !== false);
  return sql.join(
    conditions.map((condition) => sql`and ${condition}`),
    sql` `,
  );
}

/** The least id that a task created at this time or later can have. */
export function firstIdAt(date: Date): string {
  const hex = Math.max(0, date.getTime()).toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-0000-0000-000000000000`;
}

// Literals, not parameters: an index over the ended tasks only serves a query that is seen to ask for ended ones.
function raw(word: TaskState | TaskOperation): SQL {
  return sql.raw(`'${word}'`);
}

async function idsOf(db: Db | Tx, query: SQL): Promise<string[]> {
  return (await db.execute<{ id: string }>(query)).map(({ id }) => id);
}
