"use client";

import { Toast } from "@base-ui/react/toast";
import { type ReactNode, useMemo } from "react";

export type ToastTone = "neutral" | "success" | "warning" | "danger";

export interface ToastContent {
  title: ReactNode;
  description?: ReactNode;
  tone?: ToastTone;
  /** One button; the toast closes when it is pressed. */
  action?: { label: string; onClick: () => void };
  /** Stays until it is dismissed: for failures, and for what must be read. */
  sticky?: boolean;
  /** Showing the same id again replaces the toast instead of stacking another. */
  id?: string;
}

export interface Toasts {
  /** Answers the toast's id. */
  show: (content: ToastContent) => string;
  close: (id: string) => void;
}

let made = 0;

/** Short news at the edge of the screen: `useToasts().show({ title: "4,120 changed", action: { label: "Undo", onClick } })`. */
export function useToasts(): Toasts {
  const { add, close } = Toast.useToastManager();
  return useMemo(
    () => ({
      close,
      show({ tone = "neutral", action, sticky, ...content }) {
        const id = content.id ?? `toast-${(made += 1)}`;
        return add({
          ...content,
          id,
          type: tone,
          timeout: sticky ? 0 : undefined,
          priority: tone === "danger" ? "high" : "low",
          actionProps: action && {
            children: action.label,
            onClick: () => {
              close(id);
              action.onClick();
            },
          },
        });
      },
    }),
    [add, close],
  );
}
