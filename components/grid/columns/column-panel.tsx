"use client";

import { ArrowDown, ArrowLeft, ArrowRight, ArrowUp, EyeOff, Pin, PinOff, X } from "lucide-react";
import type { ReactNode } from "react";
import { ColumnFilter } from "@/components/filter/column-filter";
import { Field } from "@/components/ui/forms/field";
import { FLOATING_ITEM } from "@/components/ui/overlays/floating-class";
import { cx } from "@/components/ui/cx";
import { Select } from "@/components/ui/forms/select";
import type { ColumnInfo } from "@/lib/tables/model/table-info";
import type { ColumnTools } from "./use-column-tools";
import type { GridTable } from "./use-grid-columns";
import { formatsOf } from "@/components/values/formats-of";

export interface ColumnPanelProps {
  column: ReturnType<GridTable["getAllLeafColumns"]>[number];
  info: ColumnInfo;
  tools: ColumnTools;
  onDone: () => void;
}

/** All that can be done with a column: sort, filter by its values, format, pin, move, hide. */
export function ColumnPanel({ column, info, tools, onDone }: ColumnPanelProps) {
  const { id } = info;
  const sorted = column.getIsSorted();
  const pinned = tools.isPinned(id);
  const formats = formatsOf(info);
  const others = tools.query.sort.filter((sort) => sort.column !== id);
  const done = (act: () => void) => () => {
    act();
    onDone();
  };
  return (
    <div className="flex w-64 max-w-full flex-col">
      {column.getCanSort() && (
        <>
          <Item
            icon={<ArrowUp />}
            on={sorted === "asc"}
            onClick={done(() => tools.setSort([{ column: id, direction: "asc" }]))}
          >
            Sort ascending
          </Item>
          <Item
            icon={<ArrowDown />}
            on={sorted === "desc"}
            onClick={done(() => tools.setSort([{ column: id, direction: "desc" }]))}
          >
            Sort descending
          </Item>
          {sorted && (
            <Item icon={<X />} onClick={done(() => tools.setSort(others))}>
              Don't sort by {info.label}
            </Item>
          )}
        </>
      )}
      <Item icon={pinned ? <PinOff /> : <Pin />} onClick={done(() => tools.pin(id, !pinned))}>
        {pinned ? "Unpin" : "Pin to the left"}
      </Item>
      {tools.canMove(id, -1) && (
        <Item icon={<ArrowLeft />} onClick={() => tools.move(id, -1)}>
          Move left
        </Item>
      )}
      {tools.canMove(id, 1) && (
        <Item icon={<ArrowRight />} onClick={() => tools.move(id, 1)}>
          Move right
        </Item>
      )}
      {column.getCanHide() && (
        <Item icon={<EyeOff />} onClick={done(() => tools.hide(id))}>
          Hide
        </Item>
      )}
      {formats.length > 0 && (
        <Field label="Format" className="px-2 pt-1 pb-2">
          <Select
            size="sm"
            options={formats}
            value={tools.formats[id] ?? formats[0]?.value ?? null}
            onValueChange={(format) => tools.format(id, format === formats[0]?.value ? null : format)}
          />
        </Field>
      )}
      <ColumnFilter
        table={tools.table}
        column={info}
        filter={tools.query.filter}
        search={tools.query.search}
        onDone={(filter) => done(() => tools.setFilter(filter))()}
      />
    </div>
  );
}

interface ItemProps {
  icon: ReactNode;
  on?: boolean;
  onClick: () => void;
  children: ReactNode;
}

function Item({ icon, on = false, onClick, children }: ItemProps) {
  return (
    <button
      type="button"
      aria-pressed={on || undefined}
      onClick={onClick}
      className={cx(FLOATING_ITEM, "w-full text-left hover:bg-hover focus-ring-inset", on && "text-accent")}
    >
      <span aria-hidden className="text-muted [&>svg]:size-4">
        {icon}
      </span>
      {children}
    </button>
  );
}
