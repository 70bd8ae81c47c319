"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { SlowSort } from "@/lib/tables/list/slow-sort";
import { number } from "@/lib/model/locale";

/** For admins: why the order of the list makes people wait, and the statement that ends it. */
export function SlowSortNote({ slow }: { slow: SlowSort }) {
  const [copied, setCopied] = useState("");
  const { column, ms, index } = slow;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-hairline bg-sunken px-4 py-1.5 text-sm">
      <p className="text-muted">
        Sorting by {column} reads every record that matches: this page took {number(ms)} ms. An index makes it quick:
      </p>
      <code className="min-w-0 font-mono break-all select-all">{index}</code>
      <Button
        size="sm"
        variant="ghost"
        onClick={() => void navigator.clipboard?.writeText(index).then(() => setCopied(index))}
      >
        {copied === index ? "Copied" : "Copy"}
      </Button>
    </div>
  );
}
