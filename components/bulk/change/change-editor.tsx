"use client";

import { Select } from "@/components/ui/forms/select";
import type { TableInfo } from "@/lib/tables/model/table-info";
import { ColumnChange } from "./column-change";
import { type ColumnDraft, type DraftedChange, newDraft } from "./column-draft";

export interface ChangeEditorProps {
  table: TableInfo;
  drafts: ColumnDraft[];
  problems: DraftedChange["problems"];
  /** By column id, from the last answer of the server. */
  serverErrors: Record<string, string>;
  onChange: (drafts: ColumnDraft[]) => void;
}

/** Chooses columns, and for each what to do with it. */
export function ChangeEditor({ table, drafts, problems, serverErrors, onChange }: ChangeEditorProps) {
  const chosen = new Set(drafts.map((draft) => draft.column));
  const free = table.columns.filter((column) => column.editable && !chosen.has(column.id));

  return (
    <div>
      {drafts.map((draft, i) => {
        const column = table.columns.find((c) => c.id === draft.column);
        if (!column) return null;
        return (
          <ColumnChange
            key={draft.column}
            table={table}
            column={column}
            draft={draft}
            problem={problems[draft.column]}
            serverError={serverErrors[draft.column]}
            onChange={(next) => onChange(drafts.with(i, next))}
            onRemove={() => onChange(drafts.toSpliced(i, 1))}
          />
        );
      })}
      {free.length > 0 && (
        <Select
          // A fresh control after each choice, so that it shows its placeholder again.
          key={drafts.length}
          aria-label={drafts.length === 0 ? "Column to change" : "Another column to change"}
          options={free.map(({ id, label }) => ({ value: id, label }))}
          value={null}
          placeholder={drafts.length === 0 ? "Choose a column to change…" : "+ another column"}
          onValueChange={(id) => {
            const column = free.find((c) => c.id === id);
            if (column) onChange([...drafts, newDraft(column)]);
          }}
          className={drafts.length === 0 ? "w-full" : "mt-3 w-full"}
        />
      )}
      {drafts.length === 0 && free.length === 0 && (
        <p className="text-muted">No column of {table.label} can be edited.</p>
      )}
    </div>
  );
}
