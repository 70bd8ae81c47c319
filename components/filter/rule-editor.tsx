"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import type { FilterRule } from "@/lib/tables/model/filter";
import type { TableInfo } from "@/lib/tables/model/table-info";
import { newRule, ruleProblem } from "./rule-draft";
import { filterableColumns, RuleFields } from "./rule-fields";

export interface RuleEditorProps {
  table: TableInfo;
  /** Null: a new one. */
  rule: FilterRule | null;
  /** `rule` is only where to begin: it is not part of the filter yet. */
  fresh?: boolean;
  onDone: (rule: FilterRule) => void;
}

/** Column, comparison, value: one rule of the filter, refused here before the server has to. */
export function RuleEditor({ table, rule, fresh = rule === null, onDone }: RuleEditorProps) {
  const [draft, setDraft] = useState<FilterRule | null>(() => {
    const [first] = filterableColumns(table);
    return rule ?? (first ? newRule(first) : null);
  });
  const [tried, setTried] = useState(false);
  if (!draft) return <p className="text-muted">No column of this table can be filtered.</p>;
  const problem = ruleProblem(table, draft);

  function submit(event: FormEvent): void {
    event.preventDefault();
    // A popover is portalled, but React still bubbles its events to the page.
    event.stopPropagation();
    setTried(true);
    if (draft && !problem) onDone(draft);
  }

  return (
    <form className="flex w-72 max-w-full flex-col gap-3" onSubmit={submit} noValidate>
      <RuleFields
        table={table}
        rule={draft}
        error={tried ? problem : null}
        onChange={(next) => {
          if (next.column !== draft.column) setTried(false);
          setDraft(next);
        }}
      />
      <Button type="submit" variant="primary" className="self-end">
        {fresh ? "Add filter" : "Change filter"}
      </Button>
    </form>
  );
}
