"use client";

import { Toast } from "@base-ui/react/toast";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "./cx";
import { IconButton } from "./icon-button";
import type { ToastTone } from "./use-toasts";

const TONES: Record<ToastTone, string> = {
  neutral: "bg-control",
  success: "bg-outcome-changed",
  warning: "bg-outcome-conflict",
  danger: "bg-outcome-failed",
};

/** Wraps the app once; pages call `useToasts()`. */
export function ToastProvider({ children }: { children: ReactNode }) {
  return (
    <Toast.Provider limit={4} timeout={6_000}>
      {children}
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
