"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { pagedRead } from "@/components/http/failed-read";
import { ReadProblem } from "@/components/ui/failure/read-problem";
import { getJson } from "@/components/http/request";
import { number } from "@/components/values/count-words";
import { Button } from "@/components/ui/button";
import type { ParseErrorsPage } from "@/lib/bulk/import/list-parse-errors";

/** The rows of the file that can't be taken as they are, with their numbers in the file. Nothing where there are none. */
export function ParseErrors({ taskId }: { taskId: string }) {
  const query = useInfiniteQuery({
    queryKey: ["parse-errors", taskId],
    queryFn: ({ pageParam, signal }) =>
      getJson<ParseErrorsPage>(`/api/imports/${taskId}/parse-errors?limit=20${pageParam && `&after=${pageParam}`}`, {
        signal,
        has: ["rows"],
      }),
    initialPageParam: "",
    getNextPageParam: (last) => last.next ?? undefined,
  });
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  const problem = <ReadProblem query={pagedRead(query)} what="The rows that will be left out" />;
  if (rows.length === 0) return problem;
  return (
    <div>
      <h4 className="mb-1 text-sm font-semibold text-muted">Rows that will be left out</h4>
      <ul className="divide-y divide-hairline border-y border-hairline">
        {rows.map(({ row, column, message }) => (
          <li key={row} className="grid grid-cols-[5rem_minmax(0,1fr)] gap-2 py-1">
            <span className="tabular text-muted">Row {number(row)}</span>
            <span>
              {column && <span className="font-medium">{column}: </span>}
              {message}
            </span>
          </li>
        ))}
      </ul>
      {problem}
      {query.hasNextPage && !query.error && (
        <Button
          size="sm"
          variant="ghost"
          className="mt-1"
          pending={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          More rows
        </Button>
      )}
    </div>
  );
}
