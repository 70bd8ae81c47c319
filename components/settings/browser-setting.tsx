"use client";

import {
  askPermission,
  type BrowserPermission,
  useBrowserPermission,
} from "@/components/tasks/tray/use-browser-permission";
import { Button } from "@/components/ui/button";

const WORDS: Record<BrowserPermission, string> = {
  granted: "This browser may notify you.",
  denied: "This browser refuses; allow it in its settings for this site.",
  default: "This browser has not been asked yet.",
  declined: "You declined it for this browser.",
  unsupported: "This browser offers none.",
};

/** What a choice can't do by itself: the browser has to allow it. */
export function BrowserSetting() {
  const permission = useBrowserPermission();
  return (
    <span className="flex flex-col items-start gap-1.5">
      <span>When no page of Swath is in view. {WORDS[permission]}</span>
      {(permission === "default" || permission === "declined") && (
        <Button size="sm" onClick={() => void askPermission()}>
          Allow in this browser
        </Button>
      )}
    </span>
  );
}
