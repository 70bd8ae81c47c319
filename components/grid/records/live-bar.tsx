"use client";

import { RefreshCw } from "lucide-react";
import type { FailedRead } from "@/components/http/failed-read";
import { ReadProblem } from "@/components/ui/failure/read-problem";
import { records } from "@/components/values/count-words";
import { Button } from "@/components/ui/button";

export interface LiveBarProps {
  changed: number;
  /** What is known to have changed could not be read. */
  behind: FailedRead;
  onRefresh: () => void;
}

/** How much changed since the list was read: nothing moves under the reader until they ask for it. */
export function LiveBar({ changed, behind, onRefresh }: LiveBarProps) {
  if (behind.error) return <ReadProblem query={behind} what="What others changed" className="m-2" />;
  if (changed === 0) return null;
  return (
    <div className="flex items-center gap-3 border-b border-hairline bg-sunken px-3 py-1 text-sm md:px-4">
      <p role="status" className="tabular text-muted">
        {records(changed)} changed
      </p>
      <Button size="sm" variant="ghost" onClick={onRefresh}>
        <RefreshCw className="size-3.5" aria-hidden />
        Refresh
      </Button>
    </div>
  );
}
