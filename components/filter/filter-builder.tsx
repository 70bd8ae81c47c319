"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/overlays/dialog";
import { counted } from "@/lib/model/locale";
import type { Filter } from "@/lib/tables/model/filter";
import type { TableInfo } from "@/lib/tables/model/table-info";
import { FilterGroup } from "./filter-group";
import { EMPTY_FILTER, rulesOf, tidied, withAdded } from "./filter-tree";
import { newRule, ruleProblem } from "./rule-draft";
import { filterableColumns } from "./rule-fields";

export interface FilterBuilderProps {
  table: TableInfo;
  filter: Filter | null;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onDone: (filter: Filter | null) => void;
}

/** The whole filter as a tree: rules and groups of rules, each group matching all or any. Applied when it is right. */
export function FilterBuilder(props: FilterBuilderProps) {
  return props.open ? <OpenBuilder {...props} /> : null;
}

function OpenBuilder({ table, filter, open, onOpenChange, onDone }: FilterBuilderProps) {
  const [draft, setDraft] = useState<Filter>(() => {
    const [first] = filterableColumns(table);
    return filter ?? (first ? withAdded(EMPTY_FILTER, [], newRule(first)) : EMPTY_FILTER);
  });
  const [tried, setTried] = useState(false);
  const wrong = rulesOf(draft).filter((rule) => ruleProblem(table, rule)).length;

  function submit(event: FormEvent): void {
    event.preventDefault();
    event.stopPropagation();
    setTried(true);
    if (wrong > 0) return;
    onDone(tidied(draft));
    onOpenChange(false);
  }

  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      size="xl"
      title={`Filter ${table.label}`}
      description="Rules and groups of rules. A record must match the outermost group."
      footer={
        <>
          {tried && wrong > 0 && (
            <p role="alert" className="mr-auto self-center text-sm text-danger">
              {counted(wrong, "rule is", "rules are")} not complete.
            </p>
          )}
          <Button onClick={() => setDraft(EMPTY_FILTER)} disabled={draft.rules.length === 0}>
            Remove all
          </Button>
          <Button type="submit" form="filter-builder" variant="primary">
            Apply {countOf(rulesOf(draft).length)}
          </Button>
        </>
      }
    >
      <form id="filter-builder" onSubmit={submit} noValidate>
        <FilterGroup table={table} group={draft} root={draft} path={[]} onChange={setDraft} tried={tried} />
      </form>
    </Dialog>
  );
}

function countOf(rules: number): string {
  if (rules === 0) return "no filter";
  return counted(rules, "rule");
}
