"use client";

import { SearchX, Table2 } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { FailureNote } from "@/components/ui/failure/failure-note";
import type { ActionFailure } from "@/lib/model/action-result";
import { lazyPanel } from "@/components/ui/overlays/lazy-panel";
import type { PageStateOf } from "@/components/views/use-page-state";
import type { TableInfo } from "@/lib/tables/model/table-info";
import { isNarrowed } from "@/components/grid/records/grid-params";
import { failureOf } from "@/components/http/request-failure";
import type { PageSheet } from "./table-overlays";
import type { Records } from "@/components/grid/records/use-records";

const WhatExcludes = lazyPanel(async () => (await import("./what-excludes")).WhatExcludes, "hidden");

interface NothingToShowProps {
  table: TableInfo;
  records: Records["records"];
  page: PageStateOf;
  /** Opens the sheet of a new record or of a file; left out for those who may only look. */
  onSheet: ((sheet: PageSheet) => void) | undefined;
}

/** Below the header where there is no record: the table is empty, nothing matches, or the read failed. */
export function NothingToShow({ table, records, page, onSheet }: NothingToShowProps) {
  const narrowed = isNarrowed(page.query);
  const onClear = () => page.setQuery({ filter: null, search: "" });
  if (records.isError) {
    const onRetry = () => records.refetch();
    return <ReadFailure error={records.error} narrowed={narrowed} onRetry={onRetry} onClear={onClear} />;
  }
  return narrowed ? (
    <NoMatch table={table} page={page} onClear={onClear} />
  ) : (
    <EmptyTable table={table} onSheet={onSheet} />
  );
}

/** Nothing that this person may see. */
function EmptyTable({ table, onSheet }: Pick<NothingToShowProps, "table" | "onSheet">) {
  return (
    <EmptyState
      icon={<Table2 aria-hidden />}
      title={`No ${table.label.toLowerCase()} yet`}
      action={
        onSheet && (
          <>
            <Button variant="primary" onClick={() => onSheet("new")}>
              New record
            </Button>
            <Button onClick={() => onSheet("import")}>Import a file</Button>
          </>
        )
      }
    >
      {onSheet
        ? "Add the first record, or bring many in from a CSV file: dropping it here does it too."
        : "There are no records that you may see. They appear here as soon as there are."}
    </EmptyState>
  );
}

/** Nothing that was looked for, and which of the conditions keeps out most. */
function NoMatch({ table, page, onClear }: Pick<NothingToShowProps, "table" | "page"> & { onClear: () => void }) {
  return (
    <EmptyState
      icon={<SearchX aria-hidden />}
      title="No record matches"
      action={<Button onClick={onClear}>Clear search and filter</Button>}
    >
      Take a rule out of the filter above, or search for less.
      <WhatExcludes table={table} query={page.query} onQuery={page.setQuery} />
    </EmptyState>
  );
}

interface ReadFailureProps {
  error: unknown;
  narrowed: boolean;
  onRetry: () => unknown;
  onClear: () => void;
}

/** A read that failed is never an empty table. */
function ReadFailure({ error, narrowed, onRetry, onClear }: ReadFailureProps): ReactNode {
  const failure = failureOf(error);
  const unreadable = UNREADABLE.has(failure.code);
  return (
    <div className="p-4">
      <FailureNote failure={failure} onRetry={onRetry} />
      {unreadable && narrowed && (
        <Button size="sm" className="mt-2" onClick={onClear}>
          Clear search and filter
        </Button>
      )}
    </div>
  );
}

/** What is asked for can't be read as it is. */
const UNREADABLE: ReadonlySet<ActionFailure["code"]> = new Set(["INVALID", "UNKNOWN_COLUMN", "TOO_MANY"]);
