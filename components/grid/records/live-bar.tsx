"use client";

import { RefreshCw } from "lucide-react";
import { records } from "@/components/values/count-words";
import { Button } from "@/components/ui/button";

/** How much changed since the list was read: nothing moves under the reader until they ask for it. */
export function LiveBar({ changed, onRefresh }: { changed: number; onRefresh: () => void }) {
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
