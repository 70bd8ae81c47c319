import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { loadTaskFilter, statesOf, type TaskFilter } from "@/components/tasks/list/task-filter";
import { TaskFilters } from "@/components/tasks/list/task-filters";
import { TaskList } from "@/components/tasks/list/task-list";
import { listTasks, ListTasksInput, type TaskPage } from "@/lib/bulk/task/list-tasks";
import { taskActors } from "@/lib/bulk/task/task-actors";
import { requireCtx } from "@/lib/next/require-actor";

export const metadata: Metadata = { title: "Tasks" };

const PAGE = 30;
const MOST_ACTIVE = 100;
const NONE: TaskPage = { tasks: [], next: null };

export default async function Tasks({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await requireCtx();
  const filter = await loadTaskFilter(searchParams);
  const list = (which: "active" | "ended", limit: number) => {
    const states = statesOf(filter, which);
    return states ? listTasks(ctx, ListTasksInput.parse({ ...asked(filter), states, limit })) : NONE;
  };
  const [active, ended, people] = await Promise.all([
    list("active", MOST_ACTIVE),
    list("ended", PAGE),
    taskActors(ctx),
  ]);
  return (
    <div className="pb-8">
      <header className="flex items-center justify-between gap-x-4 gap-y-2 border-b border-hairline px-4 py-3 md:flex-wrap">
        <h1 className="text-xl font-semibold">Tasks</h1>
        <TaskFilters people={people} />
      </header>
      <TaskList key={JSON.stringify(filter)} filter={filter} active={active.tasks} ended={ended} />
    </div>
  );
}

const UUID = /^[0-9a-f-]{36}$/i;

/** An actor that is no id at all, as a hand-typed URL may say, is nobody's. */
function asked({ table, actor, operation, from, to, q }: TaskFilter) {
  return {
    operation: operation ?? undefined,
    from: from?.toISOString(),
    to: to?.toISOString(),
    table: table?.slice(0, 100),
    actorId: actor && UUID.test(actor) ? actor : undefined,
    text: q.trim().slice(0, 200) || undefined,
  };
}
