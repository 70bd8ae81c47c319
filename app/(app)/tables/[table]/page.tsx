import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { applyPlanAction, discardPlanAction, planUndoAction } from "@/app/(app)/tasks/actions";
import { TablePage } from "@/components/grid/table-page";
import { loadGridParams, WINDOW_SIZE } from "@/components/grid/grid-params";
import type { InitialRecords } from "@/components/grid/use-records";
import type { Ctx } from "@/lib/ctx";
import { AppError } from "@/lib/errors";
import { requireCtx } from "@/lib/next/require-actor";
import { countRecords } from "@/lib/tables/count-records";
import { listRecords } from "@/lib/tables/list-records";
import { findTable } from "@/lib/tables/registry";
import {
  insertRecordAction,
  planTaskAction,
  redoLastAction,
  revertRecordAction,
  saveCellAction,
  undoLastAction,
} from "./actions";

type Props = PageProps<"/tables/[table]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: findTable((await params).table)?.label ?? "Not found" };
}

export default async function Page({ params, searchParams }: Props) {
  const ctx = await requireCtx();
  const table = findTable((await params).table);
  if (!table) notFound();
  const initial = await firstRecords(ctx, table.name, await loadGridParams(searchParams));
  return (
    <TablePage
      key={table.name}
      table={table.info}
      actor={ctx.actor}
      initial={initial}
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
      }}
    />
  );
}

/** What the URL asks for, with the page; null where it asks for what can't be (the grid then says so in its place). */
async function firstRecords(
  ctx: Ctx,
  table: string,
  { after, ...query }: Awaited<ReturnType<typeof loadGridParams>>,
): Promise<InitialRecords | null> {
  try {
    const [page, count] = await Promise.all([
      listRecords(ctx, { table, ...query, after, limit: WINDOW_SIZE }),
      countRecords(ctx, { table, ...query }),
    ]);
    return { query, after, page, count };
  } catch (error) {
    if (error instanceof AppError && (error.code === "INVALID" || error.code === "UNKNOWN_COLUMN")) return null;
    throw error;
  }
}
