"use client";

import { useEffect, useEffectEvent } from "react";
import type { BulkActions } from "@/components/bulk/sheet/bulk-actions";
import { answered } from "@/components/http/answered";
import { Button } from "@/components/ui/button";
import { FailureNote } from "@/components/ui/failure/failure-note";
import { Sheet } from "@/components/ui/overlays/sheet";
import type { ApplyResult } from "@/lib/bulk/model/preview";
import { percent } from "@/lib/model/locale";
import type { TableInfo } from "@/lib/tables/model/table-info";
import { ChooseFile } from "./choose-file";
import { FileReport } from "./head/file-report";
import { ImportPlans, type Part } from "./import-plans";
import { ImportSettings } from "./import-settings";
import { useImport } from "./use-import";

export interface ImportSheetProps {
  table: TableInfo;
  actions: Pick<BulkActions, "applyPlan" | "discardPlan">;
  /** A file that was dropped on the page. */
  dropped: File | null;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onApplied: (result: ApplyResult) => void;
}

/** A file becomes bulk tasks: choose it, say what its columns mean, see what would change, say yes. */
export function ImportSheet({ table, actions, dropped, open, onOpenChange, onApplied }: ImportSheetProps) {
  const steps = useImport(table);
  const { file, head, choices, sent, plans, failure } = steps;
  const openDropped = useEffectEvent((next: File) => void steps.open(next));
  useEffect(() => {
    if (dropped) openDropped(dropped);
  }, [dropped]);

  function discard(): void {
    for (const plan of [plans?.update, plans?.insert])
      if (plan) void answered(actions.discardPlan({ taskId: plan.taskId }));
    steps.setPlans(null);
  }

  function close(): void {
    discard();
    steps.reset();
    onOpenChange(false);
  }

  function done(part: Part): void {
    const left = plans && { ...plans, [part]: null };
    if (left?.update || left?.insert) return steps.setPlans(left);
    steps.reset();
    onOpenChange(false);
  }

  return (
    <Sheet
      open={open}
      onOpenChange={(next) => !next && close()}
      title={`Import into ${table.label}`}
      description={file ? file.name : "A CSV file or an Excel workbook, of up to 2,000,000 rows."}
      footer={
        head &&
        !plans && (
          <>
            <Button onClick={sent === null ? steps.reset : close}>{sent === null ? "Another file" : "Cancel"}</Button>
            <Button
              variant="primary"
              pending={sent !== null}
              disabled={choices?.columns.length === 0}
              onClick={() => void steps.send()}
            >
              Check the file
            </Button>
          </>
        )
      }
    >
      {failure && (
        <div className="mb-4">
          <FailureNote failure={failure} />
        </div>
      )}
      {sent !== null && (
        <p role="status" className="mb-4 text-muted tabular">
          {sent < 1 ? `Sending the file: ${percent(Math.floor(sent * 100) / 100)}` : "Reading the rest of the file…"}
        </p>
      )}
      {!head && <ChooseFile onFile={(next) => void steps.open(next)} />}
      {head && !plans && <FileReport head={head} onChange={steps.readAs} />}
      {head && choices && !plans && (
        <ImportSettings table={table} head={head} choices={choices} onChange={steps.setChoices} />
      )}
      {plans && (
        <ImportPlans
          table={table}
          plans={plans}
          actions={actions}
          onApplied={(part, result) => {
            onApplied(result);
            done(part);
          }}
          onDiscarded={done}
          onBack={discard}
        />
      )}
    </Sheet>
  );
}
