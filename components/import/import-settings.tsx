"use client";

import { SheetSection } from "@/components/bulk/sheet/sheet-section";
import { Field } from "@/components/ui/forms/field";
import { RadioGroup } from "@/components/ui/forms/radio-group";
import { Select } from "@/components/ui/forms/select";
import type { TableInfo } from "@/lib/tables/model/table-info";
import { MapColumns } from "./map-columns";
import type { FileHead } from "./head/file-head";
import { type ImportChoices, mappedKeys } from "./use-import";

export interface ImportSettingsProps {
  table: TableInfo;
  head: FileHead;
  choices: ImportChoices;
  onChange: (choices: ImportChoices) => void;
}

const MODES = [
  { value: "insert", label: "Add every row as a new record" },
  { value: "update", label: "Change the records that the rows name" },
  { value: "upsert", label: "Change records where there are, add the others" },
] as const;
const EMPTY = [
  { value: "keep", label: "keeps what the record has" },
  { value: "clear", label: "clears it" },
] as const;
/** What to do with the rows of a file, and what its columns mean. */
export function ImportSettings({ table, head, choices, onChange }: ImportSettingsProps) {
  const { mode, columns, key } = choices;
  const set = (next: Partial<ImportChoices>) => onChange({ ...choices, ...next });
  const keys = mappedKeys(table, columns).map((ids) => ({ value: ids.join(), label: labelsOf(table, ids), ids }));
  const chosen = keys.find(({ value }) => value === key?.join());
  return (
    <>
      <SheetSection title="What to do">
        <RadioGroup
          aria-label="What to do"
          options={MODES}
          value={mode}
          onValueChange={(next) => set({ mode: next })}
        />
        {mode !== "insert" && (
          <div className="mt-3 grid gap-3 sm:grid-cols-2">
            <Field label="Records are found by" error={keys.length === 0 ? `Map ${keysText(table)}.` : undefined}>
              <Select
                options={keys}
                value={chosen?.value ?? null}
                placeholder="Choose…"
                onValueChange={(value) => set({ key: keys.find((each) => each.value === value)?.ids ?? null })}
              />
            </Field>
            <Field label="An empty cell">
              <Select options={EMPTY} value={choices.emptyCells} onValueChange={(emptyCells) => set({ emptyCells })} />
            </Field>
          </div>
        )}
      </SheetSection>
      <SheetSection title="Columns of the file">
        <MapColumns table={table} head={head} columns={columns} onChange={(next) => set({ columns: next })} />
      </SheetSection>
    </>
  );
}

function labelsOf({ columns }: TableInfo, ids: string[]): string {
  return ids.map((id) => columns.find((column) => column.id === id)?.label ?? id).join(" + ");
}

/** The keys by which records can be found, in words. */
function keysText(table: TableInfo): string {
  return table.uniqueKeys.map((ids) => labelsOf(table, ids)).join(", or ");
}
