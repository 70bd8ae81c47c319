"use client";

import type { BulkActions } from "@/components/bulk/sheet/bulk-actions";
import { useFollowUp } from "@/components/tasks/act/follow-up-provider";
import { useTellApplied } from "@/components/tasks/act/use-tell-applied";
import { lazySheet } from "@/components/ui/overlays/lazy-sheet";
import type { TableInfo } from "@/lib/tables/model/table-info";
import { useDroppedFile } from "./use-dropped-file";

const ImportSheet = lazySheet(async () => (await import("./import-sheet")).ImportSheet);

export interface ImportFileProps {
  table: TableInfo;
  actions: Pick<BulkActions, "applyPlan" | "discardPlan">;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onApplied: () => void;
}

/** The import; a file that is dropped anywhere on the page opens it as well. */
export function ImportFile({ table, actions, open, onOpenChange, onApplied }: ImportFileProps) {
  const { dropped, over } = useDroppedFile(() => onOpenChange(true));
  const tell = useTellApplied(useFollowUp());
  return (
    <>
      {over && !open && (
        <div className="pointer-events-none fixed inset-0 z-50 grid place-items-center bg-page/80">
          <p className="rounded-md border-2 border-dashed border-accent bg-surface px-8 py-6 text-lg">
            Drop the file to import it into {table.label}
          </p>
        </div>
      )}
      <ImportSheet
        table={table}
        actions={actions}
        dropped={dropped}
        open={open}
        onOpenChange={onOpenChange}
        onApplied={(result) => {
          tell(result);
          onApplied();
        }}
      />
    </>
  );
}
