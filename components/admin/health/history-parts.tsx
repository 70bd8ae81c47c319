import { about, bytes, counted } from "@/lib/model/locale";
import type { SystemFacts } from "@/lib/system/facts";
import { DataTable } from "./data-table";

const PREFIX = "record_changes_";

/** The months of history with their sizes; house-keeping drops whole ones. */
export function HistoryParts({ history: { months, bytes: all, partitions } }: { history: SystemFacts["history"] }) {
  return (
    <section aria-label="History">
      <h2 className="text-lg font-semibold">History</h2>
      <p className="pb-2 text-muted">
        {bytes(all)} in {counted(partitions.length, "partition")}. A month is dropped as a whole once it is{" "}
        {counted(months, "month")} old; undo reaches as far back. Tasks themselves are kept, with their numbers.
      </p>
      <DataTable
        label="Months of history"
        columns={[{ label: "Month" }, { label: "Changes", numeric: true }, { label: "Size", numeric: true }]}
        rows={partitions.map(({ name, records, bytes: size }) => ({
          key: name,
          cells: [monthOf(name), records === null ? "not estimated yet" : about(records), bytes(size)],
        }))}
      />
    </section>
  );
}

function monthOf(name: string): string {
  const month = name.startsWith(PREFIX) ? name.slice(PREFIX.length).replace("_", "-") : name;
  return month === "default" ? "older or later" : month;
}
