"use client";

import { Download } from "lucide-react";
import { useQueryStates } from "nuqs";
import { useTransition } from "react";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import { DateRange } from "@/components/ui/forms/date-range";
import { FilterSelect } from "@/components/ui/forms/filter-select";
import { FoldedFilters } from "@/components/ui/forms/folded-filters";
import { AUDIT_SUBJECTS } from "@/lib/audit/model/audited";
import { AUDIT_ACTIONS, auditFilterParams, auditQuery, countOf } from "./audit-filter";
import { ACTION_WORDS, SUBJECT_WORDS } from "./audit-words";

/** Narrows the log by person, subject, action and days; all of it lives in the URL, and in the export. */
export function AuditFilters({ people }: { people: { id: string; name: string }[] }) {
  const [pending, startTransition] = useTransition();
  const [filter, set] = useQueryStates(auditFilterParams, { shallow: false, startTransition });
  const count = countOf(filter);
  return (
    <div
      role="search"
      aria-label="Audit log"
      aria-busy={pending}
      className="flex flex-wrap items-center gap-2 border-b border-hairline px-4 py-3"
    >
      <FoldedFilters count={count} onClear={() => void set(null)}>
        <FilterSelect
          label="Person"
          any="Anyone"
          options={[
            { value: "system", label: "The system" },
            ...people.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          value={filter.actor}
          onChange={(actor) => void set({ actor })}
        />
        <FilterSelect
          label="Subject"
          any="All subjects"
          options={AUDIT_SUBJECTS.map((value) => ({ value, label: SUBJECT_WORDS[value] }))}
          value={filter.subject}
          onChange={(subject) => void set({ subject })}
        />
        <FilterSelect
          label="Action"
          any="All actions"
          options={AUDIT_ACTIONS.map((value) => ({ value, label: ACTION_WORDS[value] }))}
          value={filter.action}
          onChange={(action) => void set({ action })}
        />
        <DateRange title="Done between" from={filter.from} to={filter.to} onChange={(dates) => void set(dates)} />
      </FoldedFilters>
      {count > 0 && (
        <Button variant="ghost" className="max-md:hidden" onClick={() => void set(null)}>
          Clear
        </Button>
      )}
      <a href={`/api/admin/audit.csv?${auditQuery(filter)}`} download className={`${buttonClass("secondary")} ml-auto`}>
        <Download className="size-3.5" aria-hidden />
        Export CSV
      </a>
    </div>
  );
}
