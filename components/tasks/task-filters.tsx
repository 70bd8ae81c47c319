"use client";

import { Search } from "lucide-react";
import { debounce, useQueryStates } from "nuqs";
import { useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
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
const PAUSE_MS = 300;

/** Narrows the list by state, table, person and words; all of it lives in the URL. */
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
      <span className="relative max-sm:w-full sm:w-56">
        <Search
          className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-muted"
          aria-hidden
        />
        <Input
          type="search"
          aria-label="Search in change, filter and comment"
          placeholder="Search…"
          maxLength={200}
          value={filter.q}
          onValueChange={(q) => void setFilter({ q }, { limitUrlUpdates: q === "" ? undefined : debounce(PAUSE_MS) })}
          className="pl-8!"
        />
      </span>
      {isNarrowed(filter) && (
        <Button variant="ghost" onClick={() => void setFilter(null)}>
          Clear
        </Button>
      )}
    </div>
  );
}
