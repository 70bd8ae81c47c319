import type { ReactNode } from "react";

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

type Call = (screen: Toasts) => void;

let screen: Toasts | null = null;
let calls: Call[] = [];
const listeners = new Set<() => void>();
let made = 0;

/** Short news at the edge of the screen. What is said before the code that shows it has loaded waits for it. */
const toasts: Toasts = {
  show(content) {
    const id = content.id ?? `toast-${(made += 1)}`;
    say((to) => to.show({ ...content, id }));
    return id;
  },
  close: (id) => say((to) => to.close(id)),
};

function say(call: Call): void {
  if (screen) return call(screen);
  calls = [...calls, call];
  for (const listener of listeners) listener();
}

/** How much waits to be shown. */
export const waitingToasts = (): number => calls.length;

export function onWaitingToasts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The code that shows toasts is here: what waits goes there now, and all that follows. @returns what ends it */
export function showToastsOn(shown: Toasts): () => void {
  screen = shown;
  const waiting = calls;
  calls = [];
  for (const call of waiting) call(shown);
  for (const listener of listeners) listener();
  return () => {
    if (screen === shown) screen = null;
  };
}

/** `useToasts().show({ title: "4,120 changed", action: { label: "Undo", onClick } })`. */
export const useToasts = (): Toasts => toasts;
