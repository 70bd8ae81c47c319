import type { ReactNode } from "react";
import { cx } from "@/components/ui/cx";

export interface DataTableProps {
  label: string;
  columns: { label: string; numeric?: boolean }[];
  /** Cells in the order of the columns. */
  rows: { key: string; cells: ReactNode[] }[];
}

/** A plain table of facts; scrolls sideways in itself where there is no room. */
export function DataTable({ label, columns, rows }: DataTableProps) {
  return (
    <section
      aria-label={label}
      // Focusable, so that it can be scrolled by keyboard.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className="relative overflow-x-auto rounded-sm focus-ring"
    >
      <table className="w-full border-y border-hairline bg-surface text-left">
        <thead>
          <tr className="border-b border-hairline text-sm text-muted">
            {columns.map((column) => (
              <th key={column.label} scope="col" className={cx(CELL, "font-medium", column.numeric && "text-right")}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-hairline">
          {rows.map(({ key, cells }) => (
            <tr key={key}>
              {columns.map(({ label: column, numeric }, i) => (
                <td key={column} className={cx(CELL, numeric && "text-right tabular")}>
                  {cells[i]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const CELL = "px-3 py-2 whitespace-nowrap first:pl-4 last:pr-4";
