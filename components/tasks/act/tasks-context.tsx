"use client";

import { createContext, type ReactNode, use } from "react";
import type { Actor } from "@/lib/model/actor";
import type { VisibleTable } from "@/lib/tables/visible-tables";
import type { TaskActions } from "./task-actions";

export interface TasksContext {
  /** Who looks. */
  actor: Actor;
  tables: VisibleTable[];
  actions: TaskActions;
}

const Context = createContext<TasksContext | null>(null);

/** Who looks at tasks here, and what they may do with them: for every page and for the tray. */
export function TasksContextProvider({ value, children }: { value: TasksContext; children: ReactNode }) {
  return <Context value={value}>{children}</Context>;
}

export function useTasksContext(): TasksContext {
  const context = use(Context);
  if (!context) throw new Error("Wrap the page in TasksContextProvider.");
  return context;
}
