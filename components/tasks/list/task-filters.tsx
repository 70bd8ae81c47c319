"use client";

import { debounce, useQueryStates } from "nuqs";
import { useTransition } from "react";
import { Button } from "@/components/ui/button";
import { DateRange } from "@/components/ui/forms/date-range";
import { FilterSelect } from "@/components/ui/forms/filter-select";
import { FoldedFilters } from "@/components/ui/forms/folded-filters";
import { TASK_OPERATIONS, type TaskOperation } from "@/lib/bulk/model/policies";
import { SearchInput } from "./search-input";
import { countOf, isNarrowed, STATE_CHOICES, type StateChoice, taskFilterParams } from "./task-filter";
import { useTasksContext } from "@/components/tasks/act/tasks-context";

const STATE_WORDS: Record<StateChoice, string> = {
  active: "In progress",
  succeeded: "Done",
  partial: "Partly done",
  failed: "Failed",
  cancelled: "Cancelled",
};
const OPERATION_WORDS: Record<TaskOperation, string> = {
  update: "Edits",
  delete: "Deletes",
  undo: "Undos",
  import: "New and imported",
};
const PAUSE_MS = 300;

/** Narrows the list by state, table, person, operation, date and words; all of it lives in the URL. */
export function TaskFilters({ people }: { people: { id: string; name: string }[] }) {
  const { tables } = useTasksContext();
  const [pending, startTransition] = useTransition();
  const [filter, setFilter] = useQueryStates(taskFilterParams, { shallow: false, startTransition });
  return (
    <div
      role="search"
      aria-label="Tasks"
      aria-busy={pending}
      className="flex items-center gap-2 max-md:min-w-0 max-md:flex-1 md:flex-wrap"
    >
      <FoldedFilters count={countOf(filter)} onClear={() => void setFilter(null)}>
        <FilterSelect
          label="State"
          any="All states"
          options={STATE_CHOICES.map((value) => ({ value, label: STATE_WORDS[value] }))}
          value={filter.state}
          onChange={(state) => void setFilter({ state })}
        />
        <FilterSelect
          label="Table"
          any="All tables"
          options={tables.map(({ name, label }) => ({ value: name, label }))}
          value={filter.table}
          onChange={(table) => void setFilter({ table })}
        />
        {people.length > 0 && (
          <FilterSelect
            label="Person"
            any="Anyone"
            options={people.map(({ id, name }) => ({ value: id, label: name }))}
            value={filter.actor}
            onChange={(actor) => void setFilter({ actor })}
          />
        )}
        <FilterSelect
          label="Operation"
          any="All operations"
          options={TASK_OPERATIONS.map((value) => ({ value, label: OPERATION_WORDS[value] }))}
          value={filter.operation}
          onChange={(operation) => void setFilter({ operation })}
        />
        <DateRange
          title="Asked between"
          from={filter.from}
          to={filter.to}
          onChange={(dates) => void setFilter(dates)}
        />
      </FoldedFilters>
      <SearchInput
        label="Search in change, filter and comment"
        value={filter.q}
        onChange={(q) => void setFilter({ q }, { limitUrlUpdates: q === "" ? undefined : debounce(PAUSE_MS) })}
        className="min-w-0 max-md:flex-1 md:w-56"
      />
      {isNarrowed(filter) && (
        <Button variant="ghost" className="max-md:hidden" onClick={() => void setFilter(null)}>
          Clear
        </Button>
      )}
    </div>
  );
}
