"use client";

import { ListChecks } from "lucide-react";
import Link from "next/link";
import { buttonClass } from "@/components/ui/button-class";
import { EmptyState } from "@/components/ui/empty-state";
import { hasRole } from "@/lib/model/actor";
import { isNarrowed, type TaskFilter } from "./task-filter";
import { useTasksContext } from "@/components/tasks/act/tasks-context";

/** Why the list is empty, and what to do about it. */
export function NoTasks({ filter }: { filter: TaskFilter }) {
  const { actor, tables } = useTasksContext();
  const [first] = tables;
  if (isNarrowed(filter)) {
    return (
      <EmptyState
        icon={<ListChecks aria-hidden />}
        title="No task matches."
        action={
          <Link href="/tasks" className={buttonClass("secondary")}>
            Show all tasks
          </Link>
        }
      >
        There may be some with another state, of another table, or with other words.
      </EmptyState>
    );
  }
  const reader = !tables.some(({ access }) => hasRole(actor, access.edit));
  return (
    <EmptyState
      icon={<ListChecks aria-hidden />}
      title="No tasks yet."
      action={
        first && (
          <Link href={`/tables/${first.name}`} className={buttonClass(reader ? "secondary" : "primary")}>
            Go to {first.label}
          </Link>
        )
      }
    >
      {reader
        ? `Your role (${actor.role}) lets you look at records but not change them, so you start no tasks.`
        : "Select records in a table and edit them together. What you start is followed here, also when it runs in the background."}
    </EmptyState>
  );
}
