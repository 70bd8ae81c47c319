"use client";

import { Upload } from "lucide-react";
import { useState } from "react";
import type { BulkActions } from "@/components/bulk/bulk-actions";
import { useFollowUp } from "@/components/tasks/follow-up-provider";
import { useTellApplied } from "@/components/tasks/use-tell-applied";
import { Button } from "@/components/ui/button";
import type { TableInfo } from "@/lib/tables/table-info";
import { ImportSheet } from "./import-sheet";
import { useDroppedFile } from "./use-dropped-file";

export interface ImportButtonProps {
  table: TableInfo;
  actions: Pick<BulkActions, "applyPlan" | "discardPlan">;
  onApplied: () => void;
}

/** Opens the import, as does a file that is dropped anywhere on the page. */
export function ImportButton({ table, actions, onApplied }: ImportButtonProps) {
  const [open, setOpen] = useState(false);
  const { dropped, over } = useDroppedFile(() => setOpen(true));
  const tell = useTellApplied(useFollowUp());
  return (
    <>
      <Button variant="ghost" aria-label="Import" onClick={() => setOpen(true)}>
        <Upload className="size-4" aria-hidden />
        <span className="max-lg:sr-only">Import</span>
      </Button>
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
        onOpenChange={setOpen}
        onApplied={(result) => {
          tell(result);
          onApplied();
        }}
      />
    </>
  );
}
