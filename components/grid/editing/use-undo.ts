"use client";

import { useMemo, useRef } from "react";
import { answered } from "@/components/http/answered";
import { useFollowUp } from "@/components/tasks/act/follow-up-provider";
import { useToasts } from "@/components/ui/overlays/use-toasts";
import type { ActionResult } from "@/lib/model/action-result";
import type { Undone, UndoLastInput } from "@/lib/bulk/undo/undo-last";
import type { RecordRow, TableInfo } from "@/lib/tables/model/table-info";
import type { OwnWrites } from "./use-own-writes";
import { outcomeText, taskTitle } from "@/lib/bulk/model/task-text";

export interface UndoActions {
  undoLast: (input: UndoLastInput) => Promise<ActionResult<Undone>>;
  redoLast: (input: UndoLastInput) => Promise<ActionResult<Undone>>;
}

export interface UndoInput {
  table: TableInfo;
  allowed: boolean;
  actions: UndoActions;
  patchRow: (id: string, change: (row: RecordRow) => RecordRow) => void;
  refresh: () => Promise<void>;
  announce: (sentence: string) => void;
  own: OwnWrites;
}

/** Ctrl+Z and Ctrl+Shift+Z: the server knows what was done last, so that they work after a reload as well. */
export function useUndo({ table, allowed, actions, patchRow, refresh, announce, own }: UndoInput) {
  const toasts = useToasts();
  const followUp = useFollowUp();
  // One after the other, however quickly the keys come: each asks for what is then the last change.
  const queue = useRef<Promise<void>>(Promise.resolve());
  const skipped = useRef<string[]>([]);

  return useMemo(() => {
    const say = (title: string, tone: "neutral" | "warning" | "danger" = "neutral", description?: string) => {
      announce(title);
      toasts.show({ id: "undo", title, description, tone });
    };

    async function run(verb: "undo" | "redo"): Promise<void> {
      const action = verb === "undo" ? actions.undoLast : actions.redoLast;
      const result = await answered(action({ table: table.name, skip: skipped.current }));
      const done = verb === "undo" ? "Undone" : "Redone";
      if (!result.ok) {
        const { change, taskId } = result.details;
        // What is still in progress can be undone in a moment; what was edited since never again.
        if (typeof change === "string" && !taskId) skipped.current = [...skipped.current, change].slice(-200);
        return say(`Nothing was ${done.toLowerCase()}.`, "warning", result.message);
      }
      const { value } = result;
      if (value.kind === "nothing") return say(`There is nothing to ${verb}.`);
      if (value.kind === "ask") return followUp(value.task, "Undo");
      if (value.kind === "task") {
        say(`${done}: ${outcomeText(value.task)}.`, "neutral", taskTitle(value.task));
        return refresh();
      }
      const { id, row, columns } = value;
      patchRow(id, () => row);
      const labels = table.columns.filter(({ id }) => columns.includes(id)).map(({ label }) => label);
      const name = String(row.labels[table.recordLabel] ?? row.values[table.recordLabel] ?? row.id);
      say(`${done}: ${labels.join(", ")} of ${name}.`);
    }

    const ask = (verb: "undo" | "redo") => {
      if (allowed) queue.current = own.track(queue.current.then(() => run(verb)));
    };
    return { undo: () => ask("undo"), redo: () => ask("redo") };
  }, [table, allowed, actions, patchRow, refresh, announce, own, toasts, followUp]);
}

export type Undo = ReturnType<typeof useUndo>;
