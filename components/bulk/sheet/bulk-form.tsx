"use client";

import { Panel } from "@/components/ui/failure/panel";
import { Field } from "@/components/ui/forms/field";
import { Input } from "@/components/ui/forms/input";
import type { TableInfo } from "@/lib/tables/model/table-info";
import { ApplyFailure } from "@/components/bulk/plan/apply-failure";
import { ChangeEditor } from "@/components/bulk/change/change-editor";
import { ConfirmNumber } from "@/components/bulk/plan/confirm-number";
import { PreviewPanel } from "@/components/bulk/plan/preview-panel";
import { PolicyChoice } from "./policy-choice";
import { DryRun } from "@/components/bulk/plan/dry-run";
import { SheetSection } from "./sheet-section";
import type { BulkEdit, BulkMode } from "./use-bulk-edit";

/** Everything between the head and the buttons of the sheet while an edit is being put together. */
export function BulkForm({ edit, table, mode }: { edit: BulkEdit; table: TableInfo; mode: BulkMode }) {
  const deletes = mode === "delete";
  const { preview, ready } = edit;
  const why = preview.preview?.runsWhy;
  return (
    <>
      {!deletes && (
        <SheetSection title="Change">
          <ChangeEditor
            table={table}
            drafts={edit.drafts}
            problems={edit.problems}
            serverErrors={edit.serverErrors}
            onChange={edit.setDrafts}
          />
        </SheetSection>
      )}
      {edit.change && (
        <SheetSection title="Preview">
          <Panel what="The preview" className="">
            <PreviewPanel preview={preview} verb={deletes ? "be deleted" : "change"} table={table} />
          </Panel>
          {preview.preview && ready && (
            <Panel what="The dry run" className="mt-3">
              <DryRun
                question={{ taskId: ready.taskId, change: edit.change, conflictPolicy: edit.conflictPolicy }}
                total={ready.total}
                most={preview.preview.mostDryRun}
                verb={deletes ? "be deleted" : "change"}
              />
            </Panel>
          )}
          {why && <p className="mt-2 text-sm text-outcome-conflict">{why}</p>}
        </SheetSection>
      )}
      <PolicyChoice
        deletes={deletes}
        errorPolicy={edit.errorPolicy}
        onErrorPolicy={edit.setErrorPolicy}
        conflictPolicy={edit.conflictPolicy}
        onConflictPolicy={edit.setConflictPolicy}
        total={ready?.total ?? 0}
        maxAtomicRecords={table.bulk.maxAtomicRecords}
      />
      <Field label="Comment (optional)" error={edit.serverErrors.reason} className="mb-6">
        <Input value={edit.reason} onValueChange={edit.setReason} maxLength={500} autoComplete="off" />
      </Field>
      {edit.confirm !== null && (
        <ConfirmNumber
          wanted={edit.confirm}
          value={edit.typed}
          onChange={edit.setTyped}
          error={edit.serverErrors.confirmNumber}
        />
      )}
      {edit.apply.failure && (
        <ApplyFailure failure={edit.apply.failure} taskId={ready?.taskId ?? null} onCountAgain={edit.countAgain} />
      )}
    </>
  );
}
