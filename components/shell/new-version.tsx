"use client";

import { useEffect } from "react";
import { onNewVersion } from "@/components/http/new-version";
import { useToasts } from "@/components/ui/overlays/use-toasts";

/** Says on every page that the server is newer than the page. When to reload is up to whoever may be typing. */
export function NewVersion() {
  const toasts = useToasts();
  useEffect(
    () =>
      onNewVersion(() =>
        toasts.show({
          id: "new-version",
          tone: "warning",
          sticky: true,
          title: "A new version is here.",
          description: "Nothing can be saved before you reload. What you have typed is kept until then.",
          action: { label: "Reload", onClick: () => window.location.reload() },
        }),
      ),
    [toasts],
  );
  return null;
}
