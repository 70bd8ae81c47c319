import { cx } from "@/components/ui/cx";
import { plainText } from "@/lib/files/cell-text";
import { number } from "@/lib/model/locale";
import type { FileHead } from "./file-head";

const SHOWN_ROWS = 5;
const SHOWN_COLUMNS = 50;

/** The first rows as they will be read: what is above the header is left out, the header, where there is one, names the columns. */
export function HeadPreview({ head: { rows, reading } }: { head: FileHead }) {
  const header = reading.headerRow ?? 1;
  const above = rows.filter(({ row }) => row < header).slice(-2);
  const from = rows.filter(({ row }) => row >= header && row <= (reading.lastRow ?? Infinity)).slice(0, 1 + SHOWN_ROWS);
  const width = Math.min(SHOWN_COLUMNS, Math.max(1, ...from.map(({ cells }) => cells.length)));
  return (
    <div
      role="region"
      aria-label="First rows of the file"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, and the keyboard must get at it
      tabIndex={0}
      className="max-w-full overflow-x-auto rounded-md border border-hairline focus-ring"
    >
      <table className="w-full border-collapse text-sm">
        <tbody>
          {[...above, ...from].map(({ row, cells }) => (
            <tr
              key={row}
              className={cx(
                "border-b border-hairline last:border-b-0",
                row < header && "text-muted line-through",
                reading.hasHeader && row === header && "bg-sunken font-medium",
              )}
            >
              <th scope="row" className="tabular border-r border-hairline px-2 py-1 text-right font-normal text-muted">
                {number(row)}
              </th>
              {row < header ? (
                // A title has no columns: it must not widen those of the table.
                <td colSpan={width} className="max-w-0 truncate px-2 py-1">
                  {cells.map(plainText).filter(Boolean).join(" ")}
                </td>
              ) : (
                Array.from({ length: width }, (_, i) => (
                  <td key={i} className="max-w-48 truncate px-2 py-1">
                    {plainText(cells[i] ?? "")}
                  </td>
                ))
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
