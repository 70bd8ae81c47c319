"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import Link from "next/link";
import { pagedRead } from "@/components/http/failed-read";
import { getJson } from "@/components/http/request";
import { LocalTime } from "@/components/values/local-time";
import { LoadOlder } from "@/components/ui/load-older";
import type { AuditEntry, AuditPage } from "@/lib/audit/list-audit";
import { ACTION_WORDS, detailsText } from "./audit-words";

export interface AuditListProps {
  first: AuditPage;
  /** The filter as a query string. */
  query: string;
}

/** The log, newest first; older pages are asked for one by one. */
export function AuditList({ first, query }: AuditListProps) {
  const asked = useInfiniteQuery<AuditPage, Error, { pages: AuditPage[] }, unknown[], number | null>({
    queryKey: ["audit", query, first.entries[0]?.id ?? 0],
    queryFn: ({ pageParam, signal }) => {
      const params = new URLSearchParams(query);
      if (pageParam !== null) params.set("before", String(pageParam));
      return getJson<AuditPage>(`/api/admin/audit?${params}`, { signal, has: ["entries"] });
    },
    initialPageParam: null,
    initialData: { pages: [first], pageParams: [null] },
    getNextPageParam: (last) => last.next,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const entries = (asked.data?.pages ?? [first]).flatMap((page) => page.entries);
  if (entries.length === 0) {
    return (
      <p className="px-4 py-8 text-center text-muted">
        {query === "" ? "Nothing has been done yet." : "Nothing in the log matches."}
      </p>
    );
  }
  return (
    <>
      <ol aria-label="Audit log" className="divide-y divide-hairline border-b border-hairline bg-surface">
        {entries.map((entry) => (
          <Entry key={entry.id} entry={entry} />
        ))}
      </ol>
      <LoadOlder
        more={asked.hasNextPage}
        loading={asked.isFetchingNextPage}
        read={pagedRead(asked)}
        onLoad={() => void asked.fetchNextPage()}
      />
    </>
  );
}

function Entry({ entry }: { entry: AuditEntry }) {
  const details = detailsText(entry);
  return (
    <li className="grid gap-x-4 gap-y-0.5 px-4 py-2 md:grid-cols-[10.5rem_9rem_minmax(0,1fr)]">
      <span className="text-sm text-muted">
        <LocalTime at={entry.at} withDate="always" />
      </span>
      <span className="truncate">{entry.actor?.name ?? <span className="text-muted">the system</span>}</span>
      <span className="min-w-0">
        <span className="font-medium">{ACTION_WORDS[entry.action]}</span>
        {details !== "" && <span className="text-muted"> · {details}</span>}
        <span className="block truncate text-sm">
          <Subject entry={entry} />
        </span>
      </span>
    </li>
  );
}

function Subject({ entry: { subject, subjectId, subjectLabel, recordHref } }: { entry: AuditEntry }) {
  if (subject === "task" && subjectLabel !== null) {
    return (
      <>
        <Link href={`/tasks/${subjectId}`} className="rounded-sm focus-ring hover:underline">
          {subjectLabel}
        </Link>
        {recordHref && (
          <>
            {" · "}
            <Link
              href={recordHref}
              className="rounded-sm text-muted underline underline-offset-2 focus-ring hover:text-ink"
            >
              History of the record
            </Link>
          </>
        )}
      </>
    );
  }
  return subjectLabel ?? <code className="font-mono text-xs">{subjectId}</code>;
}
