"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Sheet } from "@/components/ui/overlays/sheet";
import { Skeleton } from "@/components/ui/skeleton";
import type { ApplyResult } from "@/lib/bulk/model/preview";
import type { ChosenSelection } from "@/lib/tables/model/selection";
import { selectionText } from "@/lib/tables/model/selection-text";
import { counted } from "@/lib/model/locale";
import { timeText } from "@/lib/model/locale-time";
import type { TableInfo } from "@/lib/tables/model/table-info";
import type { BulkActions } from "./bulk-actions";
import { BulkForm } from "./bulk-form";
import { BulkResult } from "./bulk-result";
import type { ColumnDraft } from "@/components/bulk/change/column-draft";
import { PlanProblem } from "@/components/bulk/plan/plan-problem";
import { useAnnounce } from "./use-announce";
import { type BulkMode, useBulkEdit } from "./use-bulk-edit";
import { useNarrow } from "./use-narrow";

export interface BulkSheetProps {
  actions: BulkActions;
  table: TableInfo;
  /** Taken as it is when the sheet opens; what is selected afterwards is another edit. */
  selection: ChosenSelection;
  mode: BulkMode;
  /** The change to begin with: of a task that is run again. */
  drafts?: ColumnDraft[];
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** A direct edit or undo has been written, or a background task has been accepted. */
  onApplied: (result: ApplyResult) => void;
}

/** The side sheet of a bulk edit or delete: freeze, choose, preview, apply. */
export function BulkSheet(props: BulkSheetProps) {
  const { open } = props;
  const [session, setSession] = useState({ n: 0, open });
  // Each opening is a new edit; it stays mounted while it closes, so that the sheet can slide away.
  if (session.open !== open) setSession({ n: session.n + (open ? 1 : 0), open });
  return <BulkSession key={session.n} {...props} />;
}

function BulkSession(props: BulkSheetProps) {
  const { actions, table, selection: selected, mode, drafts, open, onOpenChange, onApplied } = props;
  const [selection] = useState(selected);
  const [result, setResult] = useState<ApplyResult | null>(null);
  const edit = useBulkEdit({ actions, table, selection, mode, open, drafts });
  const announce = useAnnounce();
  const narrow = useNarrow();
  const { plan, ready, whyNot } = edit;
  const close = () => onOpenChange(false);

  function finish(applied: ApplyResult | undefined): void {
    if (!applied) return;
    if (applied.ran === "direct" && !applied.joined) {
      setResult(applied);
    } else {
      announce(applied);
      close();
    }
    onApplied(applied);
  }

  const stuck = plan.state.phase === "failed" || plan.state.phase === "moved";
  const footer =
    result || stuck ? null : (
      <>
        {whyNot && (
          <p id="bulk-why-not" className="basis-full text-right text-sm text-muted">
            {whyNot}
          </p>
        )}
        <Button onClick={close}>Cancel</Button>
        <Button
          variant={mode === "delete" ? "danger" : "primary"}
          pending={edit.apply.pending}
          disabled={whyNot !== null}
          aria-describedby={whyNot ? "bulk-why-not" : undefined}
          onClick={() => void edit.start().then(finish)}
        >
          {ready ? edit.buttonLabel : "Counting…"}
        </Button>
      </>
    );

  return (
    <Sheet
      open={open}
      onOpenChange={onOpenChange}
      modal={narrow}
      title={
        ready ? (
          `${mode === "delete" ? "Delete" : "Edit"} ${amount(ready.total, table)}`
        ) : (
          <CountingTitle counting={plan.state.phase === "counting"} table={table} />
        )
      }
      description={
        <span className="flex justify-between gap-3">
          <span className="min-w-0">{selectionText(table, selection)}</span>
          {ready && <span className="shrink-0 tabular">counted {timeText(ready.at, "own", "second")}</span>}
        </span>
      }
      footer={footer}
    >
      {result ? (
        <BulkResult
          key={result.task.id}
          actions={actions}
          table={table}
          result={result}
          onUndone={finish}
          onEditAgain={() => {
            setResult(null);
            edit.countAgain();
          }}
          onClose={close}
        />
      ) : stuck ? (
        <PlanProblem plan={plan} onClose={close} />
      ) : (
        <BulkForm edit={edit} table={table} mode={mode} />
      )}
    </Sheet>
  );
}

function CountingTitle({ counting, table }: { counting: boolean; table: TableInfo }) {
  if (!counting) return table.label;
  return (
    <span className="flex h-[22px] items-center gap-2">
      Counting… <Skeleton className="h-4 w-32" />
    </span>
  );
}

/** "3,044 places", "1 record of Places" */
function amount(n: number, table: TableInfo): string {
  return counted(n, `record of ${table.label}`, table.label.toLowerCase());
}
