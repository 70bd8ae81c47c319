"use client";

import { useId, useState } from "react";
import { ValueEditor } from "@/components/editors/value-editor";
import { CellValue } from "@/components/values/cell-value";
import { checkValue } from "@/components/grid/editing/check-value";
import { cellKey, type CellWrites } from "@/components/grid/editing/use-cell-writes";
import { sameValue } from "@/lib/tables/kinds/codecs/codec-of";
import type { KindId } from "@/lib/tables/kinds/kind-info";
import type { ColumnInfo, RecordRow } from "@/lib/tables/model/table-info";

export interface RecordFieldProps {
  table: string;
  column: ColumnInfo;
  row: RecordRow;
  writes: CellWrites;
  mayEdit: boolean;
}

interface Draft {
  value: unknown;
  label?: string;
  /** As it was seen when the editing began. */
  row: RecordRow;
  /** Its last write got no answer. */
  unsaved?: boolean;
}

const OWN_TEXT = new Set<KindId>(["json", "array"]);
const MANY_LINES = new Set<KindId>(["longText", "json", "array"]);

/** One value of a record with its editor. Leaving it or Enter saves, Escape takes back what was typed. */
export function RecordField({ table, column, row, writes, mayEdit }: RecordFieldProps) {
  const id = useId();
  const [draft, setDraft] = useState<Draft | null>(null);
  const [attempt, setAttempt] = useState({ n: 0, version: row.version });
  if (!draft && attempt.version !== row.version) setAttempt(({ n }) => ({ n, version: row.version }));
  const wrong = draft && checkValue(column, draft.value);
  const refused = writes.refused.get(cellKey(row.id, column.id));
  const problem = wrong ?? (draft && !draft.unsaved ? null : refused);

  function save(value: unknown, label: string | undefined, seen: RecordRow): void {
    if (checkValue(column, value)) return;
    setDraft(null);
    if (!sameValue(column, value, seen.values[column.id]))
      void writes.write({ row: seen, column, value: value ?? null, label }).then(() => {
        const kept = writes.unsaved.current.has(cellKey(row.id, column.id));
        if (kept) setDraft((now) => now ?? { value, label, row: seen, unsaved: true });
      });
  }
  const commit = () => draft && save(draft.value, draft.label, draft.row);

  if (!mayEdit || !column.editable) {
    return (
      <div className="flex flex-col gap-1">
        <span className="text-sm text-muted">{column.label}</span>
        <span className="tabular break-words whitespace-pre-wrap">
          <CellValue column={column} row={row} />
          {column.kind === "binary" && typeof row.values[column.id] === "number" && (
            <a
              className="ml-3 rounded-sm text-accent underline underline-offset-2 focus-ring"
              href={`/api/tables/${encodeURIComponent(table)}/bytes/${encodeURIComponent(column.id)}?id=${encodeURIComponent(row.id)}`}
              download
            >
              Download
            </a>
          )}
        </span>
      </div>
    );
  }
  return (
    <div
      role="presentation"
      className="flex flex-col gap-1"
      onBlur={(event) => {
        const to = event.relatedTarget;
        if (!event.currentTarget.contains(to) && !to?.closest("[role=listbox]")) commit();
      }}
      onKeyDown={(event) => {
        if (!event.currentTarget.contains(event.target as Node)) return;
        const breaks = MANY_LINES.has(column.kind) || event.target instanceof HTMLTextAreaElement;
        if (event.key === "Enter" && !breaks) commit();
        if (event.key !== "Escape" || !draft) return;
        // Gives up this field, not the whole drawer.
        event.stopPropagation();
        event.preventDefault();
        setDraft(null);
        setAttempt(({ n, version }) => ({ n: n + 1, version }));
      }}
    >
      <label htmlFor={id} className="text-sm text-muted">
        {column.label}
      </label>
      <ValueEditor
        // Editors that keep a text of their own begin afresh with what is saved; the others follow their value.
        key={OWN_TEXT.has(column.kind) ? `${attempt.n}/${attempt.version}` : undefined}
        id={id}
        table={table}
        column={column}
        value={draft ? draft.value : (row.values[column.id] ?? null)}
        valueLabel={row.labels[column.id]}
        onChange={(value, label) => setDraft({ value, label, row: draft?.row ?? row })}
        onCommit={(value, label) => save(value, label, draft?.row ?? row)}
        allowEmpty={column.nullable}
        aria-label={column.label}
        invalid={problem !== null && problem !== undefined}
      />
      {problem && (
        <span role="alert" className="text-sm text-danger">
          {problem}
        </span>
      )}
    </div>
  );
}
