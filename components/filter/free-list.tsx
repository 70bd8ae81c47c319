"use client";

import { use, useState } from "react";
import { TagsEditor } from "@/components/editors/tags-editor";
import { FieldContext } from "@/components/ui/forms/field-context";
import type { ColumnInfo, TableInfo } from "@/lib/tables/model/table-info";
import { splitFacets } from "./facet-filter";
import { FacetList } from "./facet-list";
import { FacetScope } from "./facet-scope";

export interface FreeListProps {
  table: TableInfo;
  column: ColumnInfo;
  value: unknown;
  onChange: (value: unknown) => void;
  id?: string;
}

/** Several values: typed, or ticked among those that there are. */
export function FreeList({ table, column, value, onChange, id }: FreeListProps) {
  const { filter, search } = use(FacetScope);
  // The field keeps what is being typed to itself; it begins anew when a value is ticked.
  const [ticks, setTicks] = useState(0);
  const list = Array.isArray(value) ? (value as unknown[]) : [];
  return (
    <div className="flex flex-col gap-2">
      <TagsEditor key={ticks} id={id} column={column} value={value ?? null} onChange={onChange} />
      {/* Its search is no control of the field: one id names one control. */}
      <FieldContext value={null}>
        <FacetList
          table={table.name}
          column={column}
          filter={splitFacets(column, filter).rest}
          search={search}
          chosen={list}
          onChange={(chosen) => {
            setTicks(ticks + 1);
            onChange(chosen.filter((each) => each !== null));
          }}
        />
      </FieldContext>
    </div>
  );
}
