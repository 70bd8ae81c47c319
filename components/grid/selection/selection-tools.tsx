"use client";

import { useState } from "react";
import type { BulkActions } from "@/components/bulk/sheet/bulk-actions";
import type { ColumnDraft } from "@/components/bulk/change/column-draft";
import { draftsOf } from "@/components/bulk/sheet/repeated-drafts";
import { useRunAgain } from "@/components/bulk/sheet/use-run-again";
import type { useTableExport } from "@/components/export/use-table-export";
import { makesKeys } from "@/components/record/makes-keys";
import { useFollowUp } from "@/components/tasks/act/follow-up-provider";
import { useTellApplied } from "@/components/tasks/act/use-tell-applied";
import { lazyPanel } from "@/components/ui/overlays/lazy-panel";
import { lazySheet } from "@/components/ui/overlays/lazy-sheet";
import type { ApplyResult } from "@/lib/bulk/model/preview";
import type { RepeatedTask } from "@/lib/bulk/task/repeated-task";
import type { ChosenSelection } from "@/lib/tables/model/selection";
import type { ColumnInfo, TableInfo } from "@/lib/tables/model/table-info";
import type { MatchCount } from "@/components/grid/records/count-text";
import type { RecordQuery } from "@/components/grid/records/grid-params";
import { type SelectionAction, type SelectionState, toSelection } from "./selection";
import { SelectionBar } from "./selection-bar";

const BulkSheet = lazySheet(async () => (await import("@/components/bulk/sheet/bulk-sheet")).BulkSheet);
const DuplicateSheet = lazySheet(async () => (await import("@/components/record/duplicate-sheet")).DuplicateSheet);
const SelectionSummary = lazyPanel(async () => (await import("./selection-summary")).SelectionSummary, "h-7 w-64");

export interface SelectionToolsProps {
  table: TableInfo;
  /** Columns in sight, in their order. */
  columns: ColumnInfo[];
  query: RecordQuery;
  selection: SelectionState;
  dispatch: (action: SelectionAction) => void;
  matching: MatchCount | null;
  mayDelete: boolean;
  /** A task that the address asks to run again: its sheet opens by itself. */
  again: RepeatedTask | null;
  actions: BulkActions;
  exporting: ReturnType<typeof useTableExport>;
  /** Something was written, or has begun to be. */
  onChanged: () => void;
}

interface OpenSheet {
  n: number;
  open: boolean;
  verb: Verb;
  selection: ChosenSelection;
  /** The change to begin with. */
  drafts?: ColumnDraft[];
}

type Verb = "update" | "delete" | "duplicate";

/** What can be done with the selected records: the bar at the bottom, and the sheets that it opens. */
export function SelectionTools(props: SelectionToolsProps) {
  const { table, columns, query, selection, dispatch, matching, mayDelete, again, actions, exporting, onChanged } =
    props;
  const [sheet, setSheet] = useState<OpenSheet>();
  const tell = useTellApplied(useFollowUp());
  const chosen = toSelection(selection, query, matching);
  const open = (verb: Verb) => setSheet({ n: (sheet?.n ?? 0) + 1, open: true, verb, selection: chosen });
  useRunAgain(again, ({ selection: asked, change }) =>
    setSheet({ n: 1, open: true, verb: change.kind, selection: asked, drafts: draftsOf(table, change) }),
  );
  const onOpenChange = (isOpen: boolean) => setSheet((now) => now && { ...now, open: isOpen });

  function onApplied({ ran, task }: ApplyResult): void {
    if (ran === "background" || task.counts.changed > 0) dispatch({ type: "clear" });
    onChanged();
  }

  return (
    <>
      <SelectionBar
        selection={selection}
        dispatch={dispatch}
        matching={matching}
        onEdit={() => open("update")}
        onDuplicate={makesKeys(table) ? () => open("duplicate") : undefined}
        onDelete={mayDelete ? () => open("delete") : undefined}
        summary={<SelectionSummary table={table} columns={columns} selection={chosen} />}
        hiddenColumns={exporting.hidden}
        onExport={(amount, format, all) => exporting.begin(chosen, amount, format, all)}
      />
      {sheet?.verb === "duplicate" && (
        <DuplicateSheet
          key={sheet.n}
          actions={actions}
          table={table}
          selection={sheet.selection}
          open={sheet.open}
          onOpenChange={onOpenChange}
          onAdded={(result) => {
            onOpenChange(false);
            tell(result);
            onApplied(result);
          }}
        />
      )}
      {sheet && sheet.verb !== "duplicate" && (
        <BulkSheet
          actions={actions}
          table={table}
          selection={sheet.selection}
          mode={sheet.verb}
          drafts={sheet.drafts}
          open={sheet.open}
          onOpenChange={onOpenChange}
          onApplied={onApplied}
        />
      )}
    </>
  );
}
