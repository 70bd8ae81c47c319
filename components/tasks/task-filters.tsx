"use client";

import { debounce, useQueryStates } from "nuqs";
import { useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { TASK_OPERATIONS, type TaskOperation } from "@/lib/bulk/policies";
import { SearchInput } from "./search-input";
import { TaskDates } from "./task-dates";
import { isNarrowed, STATE_CHOICES, type StateChoice, taskFilterParams } from "./task-filter";
import { useTasksContext } from "./tasks-context";

const ANY = "any";
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
  const orNull = (value: string) => (value === ANY ? null : value);
  return (
    <div
      role="search"
      aria-label="Tasks"
      aria-busy={pending}
      className="flex flex-wrap items-center gap-2 max-sm:w-full"
    >
      <Select
        aria-label="State"
        value={filter.state ?? ANY}
        onValueChange={(state) => void setFilter({ state: state === ANY ? null : state })}
        options={[
          { value: ANY, label: "All states" },
          ...STATE_CHOICES.map((value) => ({ value, label: STATE_WORDS[value] })),
        ]}
      />
      <Select
        aria-label="Table"
        value={filter.table ?? ANY}
        onValueChange={(table) => void setFilter({ table: orNull(table) })}
        options={[{ value: ANY, label: "All tables" }, ...tables.map(({ name, label }) => ({ value: name, label }))]}
      />
      {people.length > 0 && (
        <Select
          aria-label="Person"
          value={filter.actor ?? ANY}
          onValueChange={(actor) => void setFilter({ actor: orNull(actor) })}
          options={[{ value: ANY, label: "Anyone" }, ...people.map(({ id, name }) => ({ value: id, label: name }))]}
        />
      )}
      <Select
        aria-label="Operation"
        value={filter.operation ?? ANY}
        onValueChange={(operation) => void setFilter({ operation: operation === ANY ? null : operation })}
        options={[
          { value: ANY, label: "All operations" },
          ...TASK_OPERATIONS.map((value) => ({ value, label: OPERATION_WORDS[value] })),
        ]}
      />
      <TaskDates from={filter.from} to={filter.to} onChange={(dates) => void setFilter(dates)} />
      <SearchInput
        label="Search in change, filter and comment"
        value={filter.q}
        onChange={(q) => void setFilter({ q }, { limitUrlUpdates: q === "" ? undefined : debounce(PAUSE_MS) })}
        className="sm:w-56"
      />
      {isNarrowed(filter) && (
        <Button variant="ghost" onClick={() => void setFilter(null)}>
          Clear
        </Button>
      )}
    </div>
  );
}
