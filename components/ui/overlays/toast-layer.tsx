"use client";

import { Toast } from "@base-ui/react/toast";
import { X } from "lucide-react";
import { useEffect } from "react";
import { cx } from "@/components/ui/cx";
import { IconButton } from "@/components/ui/icon-button";
import { showToastsOn, type ToastTone, type Toasts } from "./use-toasts";

const TONES: Record<ToastTone, string> = {
  neutral: "bg-control",
  success: "bg-outcome-changed",
  warning: "bg-outcome-conflict",
  danger: "bg-outcome-failed",
};

/** Where toasts appear, and what is told by `useToasts` comes to. */
export function ToastLayer() {
  return (
    <Toast.Provider limit={4} timeout={6_000}>
      <Connection />
      <Toast.Portal>
        <Toast.Viewport
          aria-label="Messages"
          className="fixed inset-x-4 top-14 z-70 flex flex-col-reverse gap-2 sm:top-auto sm:right-auto sm:bottom-4 sm:w-96"
        >
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function Connection() {
  const { add, close } = Toast.useToastManager();
  useEffect(() => {
    const show: Toasts["show"] = ({ tone = "neutral", action, sticky, ...content }) => {
      let pressed = false;
      return add({
        ...content,
        type: tone,
        timeout: sticky ? 0 : undefined,
        priority: tone === "danger" ? "high" : "low",
        actionProps: action && {
          children: action.label,
          onClick: () => {
            // It can still be hit while it fades.
            if (pressed) return;
            pressed = true;
            if (content.id) close(content.id);
            action.onClick();
          },
        },
      });
    };
    return showToastsOn({ show, close });
  }, [add, close]);
  return null;
}

function ToastList() {
  const { toasts } = Toast.useToastManager();
  return toasts.map((toast) => (
    <Toast.Root
      key={toast.id}
      toast={toast}
      swipeDirection={["left", "up"]}
      className={cx(
        "overflow-hidden rounded-md border border-hairline bg-surface shadow-float transition-[opacity,transform] focus-ring",
        "translate-x-(--toast-swipe-movement-x) data-starting-style:translate-y-4 data-starting-style:opacity-0",
        "data-ending-style:opacity-0 data-limited:hidden",
      )}
    >
      <Toast.Content className="flex items-start gap-3 p-3">
        <span
          aria-hidden
          className={cx("w-1 self-stretch rounded-full", TONES[(toast.type as ToastTone) ?? "neutral"])}
        />
        <div className="min-w-0 flex-1">
          <Toast.Title className="text-base font-medium" />
          <Toast.Description className="text-sm text-muted" />
        </div>
        <Toast.Action className="h-7 shrink-0 rounded-md border border-control px-2.5 text-sm font-medium focus-ring hover:bg-sunken" />
        <Toast.Close
          render={<IconButton label="Dismiss" size="sm" tooltip={false} icon={<X className="size-4" />} />}
        />
      </Toast.Content>
    </Toast.Root>
  ));
}
