"use client";

import { ReadProblem } from "@/components/ui/failure/read-problem";
import { useState } from "react";
import { mentionsOf, useRecordLabels } from "@/components/filter/use-record-labels";
import { CellText } from "@/components/values/cell-text";
import type { ChangePage, ChangeRow } from "@/lib/bulk/report/list-changes";
import type { TaskSnapshot } from "@/lib/bulk/model/task-snapshot";
import { number } from "@/lib/model/locale";
import type { LabelOf } from "@/lib/tables/model/filter-text";
import type { TableInfo } from "@/lib/tables/model/table-info";
import { doneWord } from "@/lib/bulk/model/task-text";
import { cx } from "@/components/ui/cx";
import { ChosenRecordsBar } from "@/components/tasks/act/chosen-records-bar";
import { RecordLink } from "./record-link";
import { RecordList } from "./record-list";
import { SearchInput } from "@/components/tasks/list/search-input";
import { TaskCheckbox } from "@/components/tasks/list/task-checkbox";
import { rightsOf } from "@/components/tasks/act/task-rights";
import { useTasksContext } from "@/components/tasks/act/tasks-context";
import { type ListSelection, useListSelection } from "@/components/tasks/list/use-list-selection";
import { useRecordPages } from "./use-record-pages";
import { useSearchOn } from "./use-search-on";
import { useDebounced } from "@/components/ui/use-debounced";

export interface ChangedRecordsProps {
  task: TaskSnapshot;
  table: TableInfo | undefined;
  moves: boolean;
}

/** What was written, before → after, from the history. */
export function ChangedRecords({ task, table, moves }: ChangedRecordsProps) {
  const [text, setText] = useState("");
  const debounced = useDebounced(text.trim());
  const query: Record<string, string> = debounced ? { text: debounced } : {};
  const pages = useRecordPages<ChangePage>(`/api/tasks/${task.id}/changes`, query, moves);
  const [first] = pages.pages;
  const rows = pages.pages.flatMap((page) => page.rows);
  const labels = useRecordLabels(table, mentionsOf(rows));
  const searching = useSearchOn(pages, debounced === "" ? null : rows.length);
  const { actor, tables } = useTasksContext();
  // Of one record the undo of the task says it all.
  const choosable = rightsOf(actor, task, tables).undo && task.counts.changed > 1;
  const selection = useListSelection(rows.map(({ recordId }) => recordId));
  return (
    <>
      {task.counts.changed > 0 && (
        <div role="search" aria-label={`Records that were ${doneWord(task)}`} className="mb-2">
          <SearchInput label="Search in label, id and values" value={text} onChange={setText} />
        </div>
      )}
      {first && first.kept > 0 && (
        <p className="mb-2 text-sm text-muted tabular">
          {number(first.kept)} of them are still there: the database kept and marked them instead (a trigger).
        </p>
      )}
      {first?.along.map(({ table: label, count }) => (
        <p key={label} className="mb-2 text-sm text-muted tabular">
          {number(count)} of {label} {first.wrote === "deletion" ? "went" : "came back"} with them.
        </p>
      ))}
      <ReadProblem query={labels.read} what="What the records are called" className="mb-2" />
      <RecordList
        pages={pages}
        label={`Records that were ${doneWord(task)}`}
        isEmpty={rows.length === 0}
        empty={
          searching
            ? "Searching…"
            : debounced
              ? "No record matches."
              : task.counts.changed > 0 && !moves
                ? "The history of this task is no longer kept."
                : `No record ${moves ? "has been" : "was"} ${doneWord(task)}${moves ? " so far" : ""}.`
        }
      >
        {rows.map((row) => (
          <Row
            key={row.recordId}
            row={row}
            table={table}
            labelOf={labels.labelOf}
            wrote={first?.wrote ?? null}
            selection={choosable ? selection : null}
          />
        ))}
      </RecordList>
      <ChosenRecordsBar task={task} selection={selection} />
    </>
  );
}

interface RowProps {
  row: ChangeRow;
  table: TableInfo | undefined;
  /** What people call the records that foreign keys refer to. */
  labelOf: LabelOf;
  wrote: ChangePage["wrote"];
  /** Null where there is nothing to be chosen for. */
  selection: ListSelection | null;
}

function Row({ row, table, labelOf, wrote, selection }: RowProps) {
  const given = { table, labelOf };
  const chosen = selection?.has(row.recordId) ?? false;
  return (
    <li className={cx("flex gap-1", chosen && "bg-accent/8")}>
      {selection && (
        <span className="grid shrink-0 items-start pt-1">
          <TaskCheckbox
            label={`Choose ${row.label}`}
            checked={chosen}
            onChange={(_checked, through) => selection.toggle(row.recordId, through)}
          />
        </span>
      )}
      <div className="grid min-w-0 flex-1 gap-x-4 gap-y-0.5 py-2 sm:grid-cols-[minmax(0,2fr)_minmax(0,5fr)]">
        <RecordLink label={row.label} id={row.recordId} href={row.href} />
        <span className="flex min-w-0 flex-wrap gap-x-4 tabular">
          {row.cells.length === 0 && <span className="text-muted">Outside of what you may see.</span>}
          {wrote === "values" || row.kept
            ? markedCells(row).map((cell) => (
                <Change key={cell.column} cell={cell} {...given} named={row.cells.length > 1 || row.kept} />
              ))
            : row.cells.map((cell) => <Whole key={cell.column} cell={cell} {...given} />)}
        </span>
      </div>
    </li>
  );
}

/** Of a record that was marked instead of deleted, only what that changed. */
function markedCells({ kept, cells }: ChangeRow): ChangeRow["cells"] {
  return kept ? cells.filter(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after)) : cells;
}

type CellProps = Pick<RowProps, "table" | "labelOf"> & { cell: ChangeRow["cells"][number] };

// With blanks between its parts: a line breaks there, and not within a word.
function Change({ cell, table, labelOf, named }: CellProps & { named: boolean }) {
  const column = table?.columns.find(({ id }) => id === cell.column);
  return (
    <span className="min-w-0 break-words">
      {named && <span className="mr-0.5 text-muted">{column?.label ?? cell.column} </span>}
      <span className="text-muted">
        <CellText value={cell.before} column={column} labelOf={labelOf} />
      </span>
      <span className="text-muted" aria-label="became">
        {" → "}
      </span>
      <span className="font-medium">
        <CellText value={cell.after} column={column} labelOf={labelOf} />
      </span>
    </span>
  );
}

/** Of a record that came or went as a whole: what it held, leaving out what was empty. */
function Whole({ cell, table, labelOf }: CellProps) {
  const column = table?.columns.find(({ id }) => id === cell.column);
  const value = cell.before ?? cell.after;
  if (value === null || value === "" || column?.hidden || column?.id === table?.recordLabel) return null;
  return (
    <span className="min-w-0 break-words">
      <span className="mr-0.5 text-muted">{column?.label ?? cell.column} </span>
      <CellText value={value} column={column} labelOf={labelOf} />
    </span>
  );
}
