import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { z } from "zod";
import { applyPlanAction, discardPlanAction, planUndoAction } from "@/app/(app)/tasks/actions";
import { TablePage } from "@/components/grid/page/table-page";
import { loadGridParams, type RecordQuery, WINDOW_SIZE } from "@/components/grid/records/grid-params";
import { windowAt } from "@/components/grid/records/page-param";
import type { InitialRecords } from "@/components/grid/records/use-records";
import { defaultView, pageState } from "@/components/views/page-state";
import { TaskIdInput } from "@/lib/bulk/task/list-tasks";
import { viewOfTask } from "@/lib/bulk/task/view-of-task";
import { type RepeatedTask, repeatedTask } from "@/lib/bulk/task/repeated-task";
import type { Ctx } from "@/lib/ctx";
import { AppError } from "@/lib/model/errors";
import { requireCtx } from "@/lib/next/require-actor";
import { tableAt } from "@/lib/next/table-at";
import { countRecords } from "@/lib/tables/list/count-records";
import { listRecords, ListRecordsInput } from "@/lib/tables/list/list-records";
import { tableFor } from "@/lib/tables/table-for";
import { listViews } from "@/lib/tables/views/list-views";
import {
  deleteViewAction,
  insertRecordAction,
  keepViewAction,
  planTaskAction,
  redoLastAction,
  renameViewAction,
  revertRecordAction,
  saveCellAction,
  saveViewAction,
  setDefaultViewAction,
  undoLastAction,
} from "./actions";

type Props = PageProps<"/tables/[table]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await tableAt((await params).table))?.label ?? "Not found" };
}

export default async function Page({ params, searchParams }: Props) {
  const ctx = await requireCtx();
  const declared = await tableAt((await params).table);
  if (!declared) notFound();
  const table = tableFor(ctx.actor, declared);
  await leadToTasksRecords(ctx, table.name, (await searchParams).task);
  const { after, ...given } = await loadGridParams(searchParams);
  const views = await listViews(ctx, { table: table.name, kept: uuidOrNull(given.view) });
  const first = defaultView(views);
  // With an address, so that the link to what is seen is the same for everybody.
  if (first && Object.values(given).every((param) => param === null)) {
    redirect(`/tables/${table.name}?${await withView(searchParams, first.id)}`);
  }
  const { columns: _columns, ...query } = pageState(table.info, views, { after, ...given });
  const again = await repeated(ctx, table.name, (await searchParams).again);
  const initial = await firstRecords(ctx, table.name, query, after);
  return (
    <TablePage
      key={table.name}
      table={table.info}
      actor={ctx.actor}
      initial={initial}
      views={views}
      again={again}
      actions={{
        planTask: planTaskAction,
        applyPlan: applyPlanAction,
        discardPlan: discardPlanAction,
        planUndo: planUndoAction,
        saveCell: saveCellAction,
        revertRecord: revertRecordAction,
        undoLast: undoLastAction,
        redoLast: redoLastAction,
        insertRecord: insertRecordAction,
        keepView: keepViewAction,
        saveView: saveViewAction,
        renameView: renameViewAction,
        deleteView: deleteViewAction,
        setDefaultView: setDefaultViewAction,
      }}
    />
  );
}

async function withView(searchParams: Props["searchParams"], view: string): Promise<URLSearchParams> {
  const params = new URLSearchParams({ view });
  for (const [name, value] of Object.entries(await searchParams)) {
    if (typeof value === "string") params.set(name, value);
  }
  return params;
}

const uuidOrNull = (text: string | null) => z.uuid().nullable().catch(null).parse(text);

/** A link to the records of a task whose filter is too long for an address leads on to a view that holds it. */
async function leadToTasksRecords(ctx: Ctx, table: string, id: unknown): Promise<void> {
  const parsed = TaskIdInput.safeParse({ taskId: id });
  const view = parsed.success ? await viewOfTask(ctx, parsed.data) : null;
  if (view) redirect(`/tables/${table}?${new URLSearchParams({ view: view.id })}`);
}

/** The task that the address asks to run again; null where it can't be, as after a change of role. */
async function repeated(ctx: Ctx, table: string, id: unknown): Promise<RepeatedTask | null> {
  const parsed = TaskIdInput.safeParse({ taskId: id });
  if (!parsed.success) return null;
  try {
    const task = await repeatedTask(ctx, parsed.data);
    return task.table === table ? task : null;
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

/** The page does not wait longer for an exact count; the browser then asks for it, with more patience. */
const COUNT_MS = 100;

/** What the URL asks for, with the page; null where it asks for what can't be (the grid then says so in its place). */
async function firstRecords(
  ctx: Ctx,
  table: string,
  query: RecordQuery,
  after: string | null,
): Promise<InitialRecords | null> {
  const asked = ListRecordsInput.safeParse({ table, ...query, ...windowAt(after), limit: WINDOW_SIZE });
  if (!asked.success) return null;
  try {
    const [page, count] = await Promise.all([
      listRecords(ctx, asked.data),
      countRecords(ctx, { ...asked.data, withinMs: COUNT_MS }),
    ]);
    return { query, after, page, count: count.exact ? count : null };
  } catch (error) {
    if (error instanceof AppError && (error.code === "INVALID" || error.code === "UNKNOWN_COLUMN")) return null;
    throw error;
  }
}
