import { STATE_WORDS } from "@/lib/bulk/model/states";
import type { TaskSnapshot } from "@/lib/bulk/model/task-snapshot";
import { outcomeText, taskTitle } from "@/lib/bulk/model/task-text";

const IN_VIEW = "swath-in-view";

/** Tells the other tabs of this browser, by a shared lock, that this one can be seen. @returns what ends it */
export function keepInView(): () => void {
  if (!("locks" in navigator)) return () => {};
  let leave = () => {};
  const look = () => {
    leave();
    if (document.visibilityState !== "visible") return;
    const left = new Promise<void>((resolve) => (leave = resolve));
    void navigator.locks.request(IN_VIEW, { mode: "shared" }, () => left);
  };
  look();
  document.addEventListener("visibilitychange", look);
  return () => {
    document.removeEventListener("visibilitychange", look);
    leave();
  };
}

async function isInView(): Promise<boolean> {
  if (!("locks" in navigator)) return document.visibilityState === "visible";
  const { held = [] } = await navigator.locks.query();
  return held.some(({ name }) => name === IN_VIEW);
}

/**
 * Tells of a task's end outside of the page, if that was allowed and no tab of this browser is in view. All hidden tabs
 * do so at once; their common tag makes it one notification.
 */
export async function showInBrowser(task: TaskSnapshot, open: () => void): Promise<void> {
  if (!("Notification" in window) || Notification.permission !== "granted" || (await isInView())) return;
  try {
    const title = `${STATE_WORDS[task.state]}: ${taskTitle(task)}`;
    const shown = new Notification(title, { body: outcomeText(task), tag: `swath-${task.id}` });
    shown.addEventListener("click", () => {
      window.focus();
      open();
      shown.close();
    });
  } catch {
    // Some phones allow it to service workers only; the tray has the news all the same.
  }
}
