"use client";

import { Select } from "@/components/ui/forms/select";
import type { TableInfo } from "@/lib/tables/model/table-info";
import { columnsOf, type FileHead } from "./head/file-head";
import { importable } from "./use-import";

export interface MapColumnsProps {
  table: TableInfo;
  head: FileHead;
  columns: (string | null)[];
  onChange: (columns: (string | null)[]) => void;
}

const NOTHING = "";

/** Per column of the file: its heading, its first values, and the column of the table that it goes to. */
export function MapColumns({ table, head, columns, onChange }: MapColumnsProps) {
  return (
    <ul className="divide-y divide-hairline border-y border-hairline">
      {columnsOf(head).map(({ heading, samples }, i) => {
        const options = importable(table)
          .filter(({ id }) => id === columns[i] || !columns.includes(id))
          .map(({ id, label }) => ({ value: id, label }));
        const name = heading || `Column ${i + 1}`;
        return (
          <li key={i} className="grid grid-cols-[minmax(0,1fr)_minmax(0,11rem)] items-center gap-3 py-1.5">
            <div className="min-w-0">
              <p className="truncate font-medium">{name}</p>
              <p className="truncate text-sm text-muted">{samples.join(" · ") || "no values"}</p>
            </div>
            <Select
              size="sm"
              aria-label={`${name} goes to`}
              options={[{ value: NOTHING, label: "left out" }, ...options]}
              value={columns[i] ?? NOTHING}
              onValueChange={(id) => onChange(columns.map((column, at) => (at === i ? id || null : column)))}
            />
          </li>
        );
      })}
    </ul>
  );
}
