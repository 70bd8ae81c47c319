"use client";

import { SearchX, Table2 } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { InlineError } from "@/components/ui/inline-error";
import { Skeleton } from "@/components/ui/skeleton";
import type { PageStateOf } from "@/components/views/use-page-state";
import type { TableInfo } from "@/lib/tables/table-info";
import { isNarrowed } from "./grid-params";
import { RequestFailure } from "./request";
import type { Records } from "./use-records";

const SKELETON_ROWS = Array.from({ length: 24 }, (_, i) => i);

export function GridSkeleton({ widths }: { widths: number[] }) {
  return (
    <div role="status" aria-label="Loading records">
      {SKELETON_ROWS.map((row) => (
        <div key={row} className="flex h-[32px] w-max items-center border-b border-hairline pointer-coarse:h-[40px]">
          {widths.map((width, i) => (
            // Columns never change place while they load.
            <span key={i} style={{ width }} className="px-2">
              <Skeleton className="h-3" />
            </span>
          ))}
        </div>
      ))}
    </div>
  );
}

interface NothingToShowProps {
  table: TableInfo;
  records: Records["records"];
  page: PageStateOf;
}

/** Below the header where there is no record: the table is empty, nothing matches, or the read failed. */
export function NothingToShow({ table, records, page }: NothingToShowProps) {
  const narrowed = isNarrowed(page.query);
  const onClear = () => page.setQuery({ filter: null, search: "" });
  if (records.isError) {
    const onRetry = () => void records.refetch();
    return <ReadFailure error={records.error} narrowed={narrowed} onRetry={onRetry} onClear={onClear} />;
  }
  return <NoRecords table={table} narrowed={narrowed} onClear={onClear} />;
}

interface NoRecordsProps {
  table: TableInfo;
  narrowed: boolean;
  onClear: () => void;
}

/** Nothing in the table, or nothing that matches. */
function NoRecords({ table, narrowed, onClear }: NoRecordsProps) {
  if (!narrowed) {
    return (
      <EmptyState icon={<Table2 aria-hidden />} title={`${table.label} is empty`}>
        There are no records that you may see. They appear here as soon as there are.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<SearchX aria-hidden />}
      title="No record matches"
      action={<Button onClick={onClear}>Clear search and filter</Button>}
    >
      Take a rule out of the filter above, or search for less.
    </EmptyState>
  );
}

interface ReadFailureProps {
  error: unknown;
  narrowed: boolean;
  onRetry: () => void;
  onClear: () => void;
}

/** A read that failed is never an empty table. */
function ReadFailure({ error, narrowed, onRetry, onClear }: ReadFailureProps): ReactNode {
  const failure = error instanceof RequestFailure ? error.failure : null;
  const unreadable = failure && failure.code !== "FAILED";
  return (
    <div className="p-4">
      <InlineError
        code={failure?.code}
        action={
          <span className="flex gap-2">
            {unreadable && narrowed && (
              <Button size="sm" onClick={onClear}>
                Clear search and filter
              </Button>
            )}
            <Button size="sm" onClick={onRetry}>
              Try again
            </Button>
          </span>
        }
      >
        {failure?.message ?? "The records could not be read."}
      </InlineError>
    </div>
  );
}
