"use client";

import { ReadProblem } from "@/components/ui/failure/read-problem";
import { X } from "lucide-react";
import { useMemo, useState } from "react";
import { searchReferences } from "@/components/editors/search-references";
import { Combobox } from "@/components/ui/forms/combobox";
import type { ColumnInfo, TableInfo } from "@/lib/tables/model/table-info";
import { useRecordLabels } from "./use-record-labels";

export interface ReferenceListProps {
  table: TableInfo;
  column: ColumnInfo;
  /** Keys of records. */
  value: unknown;
  onChange: (value: string[]) => void;
}

/** Several records that a foreign key may refer to, each found by its label. */
export function ReferenceList({ table, column, value, onChange }: ReferenceListProps) {
  const keys = useMemo(() => (Array.isArray(value) ? value.map(String) : []), [value]);
  const [chosen, setChosen] = useState<ReadonlyMap<string, string>>(new Map());
  const labels = useRecordLabels(table, [{ column: column.id, value: keys }]);
  const search = useMemo(() => searchReferences(table.name, column.id), [table.name, column.id]);
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <ReadProblem query={labels.read} what="What the records are called" />
      {keys.length > 0 && (
        <ul className="flex flex-wrap gap-1">
          {keys.map((key) => {
            const label = chosen.get(key) ?? labels.labelOf(column.id, key) ?? key;
            return (
              <li key={key} className="flex h-6 items-center gap-0.5 rounded-sm bg-sunken pr-0.5 pl-1.5 text-sm">
                <span className="max-w-48 truncate">{label}</span>
                <button
                  type="button"
                  aria-label={`Remove ${label}`}
                  className="grid size-5 place-items-center rounded-sm text-muted hover:bg-hover hover:text-ink focus-ring-inset"
                  onClick={() => onChange(keys.filter((each) => each !== key))}
                >
                  <X className="size-3" aria-hidden />
                </button>
              </li>
            );
          })}
        </ul>
      )}
      <Combobox
        // Each choice joins the list above and makes room for the next.
        key={keys.length}
        value={null}
        search={search}
        placeholder={keys.length > 0 ? "Another one…" : "Search…"}
        onValueChange={(option) => {
          if (!option || keys.includes(option.value)) return;
          setChosen(new Map(chosen).set(option.value, option.label));
          onChange([...keys, option.value]);
        }}
      />
    </div>
  );
}
