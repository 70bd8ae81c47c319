"use client";

import { Download } from "lucide-react";
import { useState } from "react";
import { buttonClass } from "@/components/ui/button-class";
import { cx } from "@/components/ui/cx";
import { OUTCOME_LOOK } from "@/components/ui/outcome-look";
import { Select } from "@/components/ui/forms/select";
import type { OutcomePage, OutcomeRow } from "@/lib/bulk/report/list-outcomes";
import { LISTED_OUTCOMES, type ListedOutcome } from "@/lib/bulk/model/outcomes";
import type { TaskSnapshot } from "@/lib/bulk/model/task-snapshot";
import { number } from "@/lib/model/locale";
import { RecordLink } from "./record-link";
import { RecordList } from "./record-list";
import { SearchInput } from "@/components/tasks/list/search-input";
import { csvHref } from "@/components/tasks/words/task-words";
import { useRecordPages } from "./use-record-pages";
import { useDebounced } from "@/components/ui/use-debounced";

const ANY = "any";

/** Records that were not changed as asked, each with its reason. */
export function RefusedRecords({ task, count, moves }: { task: TaskSnapshot; count: number; moves: boolean }) {
  const [outcome, setOutcome] = useState<ListedOutcome | typeof ANY>(ANY);
  const [text, setText] = useState("");
  const debounced = useDebounced(text.trim());
  const query: Record<string, string> = {};
  if (outcome !== ANY) query.outcome = outcome;
  if (debounced) query.text = debounced;
  const pages = useRecordPages<OutcomePage>(`/api/tasks/${task.id}/outcomes`, query, moves);
  const rows = pages.pages.flatMap((page) => page.rows);
  const narrowed = outcome !== ANY || debounced !== "";
  return (
    <>
      {count > 0 && (
        <div role="search" aria-label="Records" className="mb-2 flex flex-wrap items-center gap-2">
          <SearchInput label="Search in label, id and reason" value={text} onChange={setText} />
          <Select<ListedOutcome | typeof ANY>
            aria-label="Outcome"
            value={outcome}
            onValueChange={setOutcome}
            options={[
              { value: ANY, label: "All outcomes" },
              ...LISTED_OUTCOMES.filter((o) => task.counts[o] > 0).map((value) => ({
                value,
                label: `${OUTCOME_LOOK[value].word} (${number(task.counts[value])})`,
              })),
            ]}
          />
          <a href={csvHref(task)} download className={cx(buttonClass("ghost"), "sm:ml-auto")}>
            <Download className="size-4" aria-hidden />
            Download all as CSV
          </a>
        </div>
      )}
      <RecordList
        pages={pages}
        label="Records that were not changed"
        isEmpty={rows.length === 0}
        empty={
          narrowed ? "No record matches." : moves ? "No record has been refused so far." : "No record was refused."
        }
      >
        {rows.map((row) => (
          <Row key={`${row.recordId}-${row.code}`} row={row} />
        ))}
      </RecordList>
    </>
  );
}

function Row({ row }: { row: OutcomeRow }) {
  const look = OUTCOME_LOOK[row.outcome];
  const Icon = look.icon;
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-0.5 py-2 sm:grid-cols-[minmax(0,2fr)_8.5rem_minmax(0,4fr)]">
      <RecordLink label={row.label} id={row.recordId} href={row.href} />
      <span className={cx("inline-flex items-start gap-1.5", look.text.split(" ")[0])}>
        <Icon className="mt-0.5 size-3.5 shrink-0" aria-hidden />
        {look.word}
      </span>
      <span className="min-w-0 break-words max-sm:col-span-2">
        {row.column && <span className="mr-1.5 font-medium">{row.column}</span>}
        {row.message}
      </span>
    </li>
  );
}
