"use client";

import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { ReadProblem } from "@/components/ui/failure/read-problem";
import { Skeleton } from "@/components/ui/skeleton";
import type { Page, RecordPages } from "./use-record-pages";

export interface RecordListProps {
  pages: RecordPages<Page>;
  label: string;
  /** List items. */
  children: ReactNode;
  /** Shown instead where there is nothing to list. */
  empty: ReactNode;
  isEmpty: boolean;
}

/** The frame of every list of records: loading, failed, empty, or the records and the way to more of them. */
export function RecordList({ pages, label, children, empty, isEmpty }: RecordListProps) {
  if (pages.loading) return <ListSkeleton />;
  return (
    <>
      <ReadProblem query={pages.read} what="The records" />
      {isEmpty ? (
        !pages.read.error && <p className="py-6 text-center text-muted">{empty}</p>
      ) : (
        <ul aria-label={label} className="divide-y divide-hairline border-b border-hairline text-sm">
          {children}
        </ul>
      )}
      {pages.more && !pages.read.error && (
        <div className="flex justify-center pt-4">
          <Button pending={pages.loadingMore} onClick={pages.loadMore}>
            Load more
          </Button>
        </div>
      )}
    </>
  );
}

function ListSkeleton() {
  return (
    <div role="status" aria-label="Loading the records" className="divide-y divide-hairline border-b border-hairline">
      {Array.from({ length: 8 }, (_, i) => (
        <div key={i} className="flex h-[35px] items-center gap-6">
          <Skeleton className="h-3.5 w-40" />
          <Skeleton className="h-3.5 w-72 max-w-full" />
        </div>
      ))}
    </div>
  );
}
