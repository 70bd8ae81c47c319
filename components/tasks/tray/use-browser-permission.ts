"use client";

import { useSyncExternalStore } from "react";

const CHANGED = "swath-browser-permission";
const DECLINED = "swath-browser-notifications-declined";

export type BrowserPermission = "granted" | "denied" | "default" | "declined" | "unsupported";

/** Whether this browser may notify; `declined`: the person said no to our offer, so that the browser was never asked. */
export function useBrowserPermission(): BrowserPermission {
  return useSyncExternalStore(subscribe, read, () => "unsupported" as const);
}

function read(): BrowserPermission {
  if (!("Notification" in window)) return "unsupported";
  return Notification.permission === "default" && wasDeclined() ? "declined" : Notification.permission;
}

/** Only ever after a click: browsers hold it against sites that ask unbidden. */
export async function askPermission(): Promise<void> {
  await Notification.requestPermission();
  window.dispatchEvent(new Event(CHANGED));
}

export function declineOffer(): void {
  try {
    localStorage.setItem(DECLINED, "yes");
  } catch {
    // Without storage it is offered again with the next task.
  }
  window.dispatchEvent(new Event(CHANGED));
}

function wasDeclined(): boolean {
  try {
    return localStorage.getItem(DECLINED) !== null;
  } catch {
    return false;
  }
}

function subscribe(changed: () => void): () => void {
  window.addEventListener(CHANGED, changed);
  window.addEventListener("storage", changed);
  return () => {
    window.removeEventListener(CHANGED, changed);
    window.removeEventListener("storage", changed);
  };
}
