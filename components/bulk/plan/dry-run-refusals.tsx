"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import { OUTCOME_LOOK } from "@/components/ui/outcome-look";
import type { Outcome } from "@/lib/bulk/model/outcomes";
import type { DryRun } from "@/lib/bulk/plan/dry-run-plan";
import { number } from "@/components/values/count-words";

const STEP = 20;

/** Every record that would be left out, with its reason, a few at first. */
export function DryRunRefusals({ refused }: { refused: DryRun["refused"] }) {
  const [shown, setShown] = useState(STEP);
  if (refused.length === 0) return null;
  const left = refused.length - shown;
  return (
    <>
      <ul
        aria-label="Records that would be left out"
        className="mt-1.5 divide-y divide-hairline border-y border-hairline"
      >
        {refused.slice(0, shown).map((record) => {
          const look = OUTCOME_LOOK[record.outcome as Outcome];
          const Icon = look.icon;
          return (
            <li key={record.record_id} className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)] gap-3 py-1.5">
              <span className="flex min-w-0 items-start gap-1.5">
                <Icon className={cx("mt-0.5 size-3.5 shrink-0", look.text)} aria-label={look.word} />
                <span className="truncate" title={record.label ?? record.record_id}>
                  {record.label ?? record.record_id}
                </span>
              </span>
              <span className="min-w-0 break-words">{record.message}</span>
            </li>
          );
        })}
      </ul>
      {left > 0 && (
        <Button size="sm" variant="ghost" className="mt-1" onClick={() => setShown(shown + 10 * STEP)}>
          Show {number(Math.min(left, 10 * STEP))} more of {number(left)}
        </Button>
      )}
    </>
  );
}
