"use client";

import { Button } from "@/components/ui/button";
import { bytes, counted, number } from "@/lib/model/locale";
import type { RunningExport } from "./use-export";

export interface ExportProgressProps {
  running: RunningExport;
  onCancel: () => void;
}

/** A quiet line while a file is made: what has arrived so far, and the way to give up. */
export function ExportProgress({ running, onCancel }: ExportProgressProps) {
  const { format, records, total } = running;
  const kind = format === "csv" ? "CSV" : "Excel file";
  const share = records !== null && total ? Math.min(1, records / total) : null;
  return (
    <div
      role="region"
      aria-label="Export"
      className="flex items-center gap-3 border-t border-hairline bg-surface px-3 py-2 md:px-4"
    >
      <p className="tabular min-w-0">
        Exporting {kind}
        <span className="text-muted">
          {records !== null &&
            `: ${total ? `${number(records)} of ${counted(total, "record")}` : counted(records, "record")}`}
          {` · ${bytes(running.bytes)}`}
        </span>
      </p>
      <progress
        aria-label={`Progress of the ${kind}`}
        className="h-1.5 w-40 min-w-0 flex-1 appearance-none overflow-hidden rounded-sm bg-hairline sm:flex-none [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-hairline [&::-webkit-progress-value]:bg-accent"
        value={share ?? undefined}
      />
      <Button size="sm" className="ml-auto" onClick={onCancel}>
        Cancel export
      </Button>
    </div>
  );
}
