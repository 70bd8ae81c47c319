"use client";

import { Download } from "lucide-react";
import { useQueryStates } from "nuqs";
import { useTransition } from "react";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import { Select } from "@/components/ui/select";
import { AUDIT_SUBJECTS } from "@/lib/audit/audited";
import { AUDIT_ACTIONS, auditFilterParams, auditQuery } from "./audit-filter";
import { ACTION_WORDS, SUBJECT_WORDS } from "./audit-words";
import { DayField } from "./day-field";

const ANY = "any";

/** Narrows the log by person, subject, action and days; all of it lives in the URL, and in the export. */
export function AuditFilters({ people }: { people: { id: string; name: string }[] }) {
  const [pending, startTransition] = useTransition();
  const [filter, set] = useQueryStates(auditFilterParams, { shallow: false, startTransition });
  const narrowed = Object.values(filter).some((value) => value !== null);
  return (
    <div
      role="search"
      aria-label="Audit log"
      aria-busy={pending}
      className="flex flex-wrap items-center gap-2 border-b border-hairline px-4 py-3"
    >
      <Select
        aria-label="Person"
        value={filter.actor ?? ANY}
        onValueChange={(actor) => void set({ actor: actor === ANY ? null : actor })}
        options={[
          { value: ANY, label: "Anyone" },
          { value: "system", label: "The system" },
          ...people.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <Select
        aria-label="Subject"
        value={filter.subject ?? ANY}
        onValueChange={(subject) => void set({ subject: subject === ANY ? null : subject })}
        options={[
          { value: ANY, label: "All subjects" },
          ...AUDIT_SUBJECTS.map((value) => ({ value, label: SUBJECT_WORDS[value] })),
        ]}
      />
      <Select
        aria-label="Action"
        value={filter.action ?? ANY}
        onValueChange={(action) => void set({ action: action === ANY ? null : action })}
        options={[
          { value: ANY, label: "All actions" },
          ...AUDIT_ACTIONS.map((value) => ({ value, label: ACTION_WORDS[value] })),
        ]}
      />
      <DayField label="From" value={filter.from} onChange={(from) => void set({ from })} />
      <DayField label="Up to" value={filter.to} inclusive onChange={(to) => void set({ to })} />
      {narrowed && (
        <Button variant="ghost" onClick={() => void set(null)}>
          Clear
        </Button>
      )}
      <a
        href={`/api/admin/audit.csv?${auditQuery(filter)}`}
        download
        className={`${buttonClass("secondary")} sm:ml-auto`}
      >
        <Download className="size-3.5" aria-hidden />
        Export CSV
      </a>
    </div>
  );
}
