import pg from "pg";
import { listTasks } from "@/lib/testing/verbs";
import type { ListTasksInput } from "@/lib/bulk/task/list-tasks";
import { taskActors } from "@/lib/bulk/task/task-actors";
import { indexTaskSearch } from "@/lib/db/index-task-search";
import { TASK_OPERATIONS } from "@/lib/bulk/model/policies";
import { ACTIVE_STATES, TERMINAL_STATES } from "@/lib/bulk/model/states";
import { number } from "@/lib/model/locale";
import type { BenchEnvironment } from "../environment";
import { type Figure, percentile } from "../figure";
import { forgetTasks } from "../places";

const YEAR_MS = 365 * 24 * 3_600_000;
const BEGIN = Date.UTC(2026, 0, 1);
const NEVER = "no task says this";
const PAGE = 30;

/** Server time of the dashboard's page with so many past tasks: every filter with every other, first page and deep. */
export async function measureDashboard(env: BenchEnvironment, tasks: number): Promise<Figure[]> {
  await forgetTasks(env);
  await fillTasks(env, tasks);
  const size = number(tasks);
  const figure = (name: string, ms: number[], target: string | null): Figure => ({
    name: `${name}, ${size} past tasks, p95`,
    value: percentile(ms, 0.95),
    unit: "ms",
    target,
    spread: [Math.min(...ms), Math.max(...ms)],
  });
  const people = await taskActors(env.ctx);
  const all = combinations(people.map(({ id }) => id));
  const without = await measure(
    env,
    all.filter(({ text }) => text === undefined),
  );
  const read = await measure(
    env,
    all.filter(({ text }) => text !== undefined),
  );
  await env.sql`create extension if not exists pg_trgm`;
  const client = new pg.Client(env.url);
  await client.connect();
  await indexTaskSearch(client);
  await client.end();
  await env.sql`vacuum (analyze) swath.bulk_tasks`;
  const indexed = await measure(
    env,
    all.filter(({ text }) => text !== undefined),
  );
  return [
    figure(`dashboard page, ${without.length} filters without a text`, without, "≤ 100"),
    figure(`dashboard page, ${read.length} filters with a text, no trigram index`, read, "≤ 100"),
    figure(`dashboard page, ${indexed.length} filters with a text, trigram index`, indexed, "≤ 100"),
  ];
}

function combinations(people: string[]): Partial<ListTasksInput>[] {
  const states = [undefined, [...ACTIVE_STATES], ...TERMINAL_STATES.map((state) => [state])];
  const dates = [{}, { from: dayAt(0.98) }, { from: dayAt(0.3), to: dayAt(0.38) }];
  return states.flatMap((state) =>
    [undefined, "places", "products"].flatMap((table) =>
      [undefined, people[0], people.at(-1)].flatMap((actorId) =>
        [undefined, ...TASK_OPERATIONS].flatMap((operation) =>
          dates.flatMap((date) =>
            [undefined, "set to", "needle", NEVER].flatMap((text) =>
              [undefined, idAt(0.5)].map((before) => ({
                states: state,
                table,
                actorId,
                operation,
                ...date,
                text,
                before,
              })),
            ),
          ),
        ),
      ),
    ),
  );
}

async function measure({ ctx }: BenchEnvironment, asked: Partial<ListTasksInput>[]): Promise<number[]> {
  const times: number[] = [];
  for (const input of asked) {
    const begun = performance.now();
    // As app/(app)/tasks asks: what runs, a page of what has ended, and the people to choose from.
    await Promise.all([
      listTasks(ctx, { ...input, states: within(ACTIVE_STATES, input.states), limit: 100 }),
      listTasks(ctx, { ...input, states: within(TERMINAL_STATES, input.states), limit: PAGE }),
      taskActors(ctx),
    ]);
    times.push(performance.now() - begun);
  }
  return times;
}

function within<T>(all: readonly T[], asked: readonly unknown[] | undefined): T[] {
  return all.filter((state) => !asked || asked.includes(state));
}

const dayAt = (share: number) => new Date(BEGIN + share * YEAR_MS).toISOString();
const idAt = (share: number) => {
  const hex = Math.floor(BEGIN + share * YEAR_MS)
    .toString(16)
    .padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7000-8000-000000000000`;
};

/** A year of tasks of fifty people, as uneven as real ones: most succeed, most are edits of one table, some words are rare. */
async function fillTasks({ sql }: BenchEnvironment, n: number): Promise<void> {
  await sql`
    insert into swath.users (id, name, email, role)
    select md5('person' || i)::uuid, 'Person ' || lpad(i::text, 2, '0'), 'person' || i || '@bench.local', 'editor' from generate_series(1, 50) i
    on conflict do nothing`;
  await sql`
    insert into swath.bulk_tasks (id, actor_id, table_name, operation, selection, change_text, filter_text, reason, state,
      total, processed, changed, backend, created_at, started_at, finished_at)
    select (lpad(to_hex(at), 12, '0') || '7' || substr(h, 1, 3) || '8' || substr(h, 4, 15))::uuid,
      md5('person' || 1 + floor(50 * power(r1, 3))::int)::uuid,
      (array['places', 'places', 'places', 'orders', 'orders', 'customers', 'order_lines', 'products'])[1 + floor(8 * power(r2, 2))::int],
      (array['update', 'update', 'update', 'update', 'update', 'update', 'undo', 'import', 'delete'])[1 + floor(9 * r3)::int]::swath.task_operation,
      '{"kind":"matching","filter":null,"search":"","exceptIds":[],"expectedCount":null}',
      case when i % 200003 = 7 then 'Notes set to needle' else 'Population multiplied by ' || (i % 997) || ', Status set to ' || substr(h, 20, 5) end,
      'Country is ' || substr(h, 26, 2), case when i % 10 = 0 then 'ticket ' || i end,
      (array['succeeded', 'partial', 'failed', 'cancelled'])[case when r4 < 0.9 then 1 when r4 < 0.95 then 2 when r4 < 0.98 then 3 else 4 end]::swath.task_state,
      1000, 1000, 1000, 'graphile', t, t, t + interval '9 s'
    from (
      select i, h, at, to_timestamp(at / 1000.0) as t, ('x' || substr(md5(h || 1), 1, 7))::bit(28)::int / 268435456.0 as r1, ('x' || substr(md5(h || 2), 1, 7))::bit(28)::int / 268435456.0 as r2, ('x' || substr(md5(h || 3), 1, 7))::bit(28)::int / 268435456.0 as r3, ('x' || substr(md5(h || 4), 1, 7))::bit(28)::int / 268435456.0 as r4
      from (select i, md5(i::text) as h, ${BEGIN}::bigint + (i::bigint * ${YEAR_MS}::bigint) / ${n}::int as at from generate_series(1, ${n}::int) i) x) y`;
  await sql`
    insert into swath.bulk_tasks (id, actor_id, table_name, operation, selection, change_text, state, total, processed, changed, backend, started_at)
    select ('ffffffff-ffff-7000-8000-' || substr(md5(id::text), 1, 12))::uuid, id, 'places', 'update', '{"kind":"records","ids":["1"]}', 'Notes set to needle', 'running', 1000, 500, 500, 'graphile', now()
    from swath.users limit 20`;
  await sql`vacuum (analyze) swath.bulk_tasks`;
}
