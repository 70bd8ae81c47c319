"use client";

import { X } from "lucide-react";
import type { ReactNode } from "react";
import { ExportMenu, type ExportMenuProps } from "@/components/export/export-menu";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { countText, type MatchCount } from "@/components/grid/records/count-text";
import { isNothingSelected, selectedCount, type SelectionAction, type SelectionState } from "./selection";
import { number } from "@/lib/model/locale";

export interface SelectionBarProps {
  selection: SelectionState;
  dispatch: (action: SelectionAction) => void;
  /** All that match. */
  matching: MatchCount | null;
  onEdit: () => void;
  /** Left out where the table makes no keys. */
  onDuplicate: (() => void) | undefined;
  /** Left out where the role does not reach so far. */
  onDelete: (() => void) | undefined;
  /** `chosen`: how many are selected, where that is known. */
  onExport: (chosen: MatchCount | null, ...file: Parameters<ExportMenuProps["onExport"]>) => void;
  hiddenColumns: number;
  summary: ReactNode;
}

/** Rises over the grid while something is selected: how many, the way to all of them, and what can be done. */
export function SelectionBar(props: SelectionBarProps) {
  const { selection, dispatch, matching, onEdit, onDuplicate, onDelete, onExport, hiddenColumns, summary } = props;
  if (isNothingSelected(selection)) return null;
  const chosen = selectedCount(selection, matching);
  return (
    <div
      role="region"
      aria-label="Selection"
      className="flex flex-wrap items-center gap-x-3 gap-y-2 border-t border-hairline bg-surface px-3 py-2 pb-[max(0.5rem,env(safe-area-inset-bottom))]"
    >
      <p className="tabular font-medium">{sentence(selection, chosen, matching)}</p>
      {selection.kind === "records" && matching && matching.count > selection.ids.size && (
        <Button size="sm" variant="ghost" onClick={() => dispatch({ type: "allMatching" })}>
          Select all {countText(matching)} matching
        </Button>
      )}
      {summary}
      <div className="ml-auto flex items-center gap-2 max-md:ml-0 max-md:basis-full">
        <Button variant="primary" onClick={onEdit} className="max-md:flex-1">
          Edit…
        </Button>
        {onDuplicate && <Button onClick={onDuplicate}>Duplicate…</Button>}
        {onDelete && <Button onClick={onDelete}>Delete…</Button>}
        <ExportMenu
          trigger={<Button>Export…</Button>}
          title={`Export ${sentence(selection, chosen, matching)}`}
          side="top"
          hidden={hiddenColumns}
          onExport={(...file) => onExport(chosen === null ? null : { count: chosen, exact: true }, ...file)}
        />
        <IconButton
          label="Clear selection"
          icon={<X className="size-4" />}
          className="max-md:ml-auto"
          onClick={() => dispatch({ type: "clear" })}
        />
      </div>
    </div>
  );
}

function sentence(selection: SelectionState, chosen: number | null, matching: MatchCount | null): string {
  const excluded = selection.kind === "matching" ? selection.ids.size : 0;
  const amount = chosen === null ? `All ${matching ? countText(matching) : ""} matching` : number(chosen);
  return `${amount} selected${excluded > 0 ? ` (${number(excluded)} excluded)` : ""}`;
}
