"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { failureOf } from "@/components/http/request-failure";
import { useToasts } from "@/components/ui/overlays/use-toasts";
import { bytes, counted } from "@/lib/model/locale";
import type { ExportRecordsInput } from "@/lib/tables/export/export-records";
import type { ExportSoFar } from "./download-export";

export interface RunningExport extends ExportSoFar {
  format: ExportRecordsInput["format"];
  /** Null where only an estimate is known. */
  total: number | null;
}

const DRAWN_EVERY_MS = 100;

/** One export at a time: its progress, how to begin and how to give up. Its end is told by a toast. */
export function useExport() {
  const [running, setRunning] = useState<RunningExport | null>(null);
  const controller = useRef<AbortController>(undefined);
  const toasts = useToasts();
  useEffect(() => () => controller.current?.abort(), []);

  const begin = useCallback(
    async function run(asked: ExportRecordsInput, total: number | null): Promise<void> {
      controller.current?.abort();
      const { signal } = (controller.current = new AbortController());
      const { format } = asked;
      let drawnAt = 0;
      setRunning({ format, total, bytes: 0, records: format === "csv" ? 0 : null });
      try {
        const { downloadExport } = await import("./download-export");
        const done = await downloadExport(asked, signal, (soFar) => {
          const now = performance.now();
          if (now - drawnAt < DRAWN_EVERY_MS) return;
          drawnAt = now;
          setRunning({ format, total, ...soFar });
        });
        const records = done.records ?? total;
        toasts.show({
          title: `${records === null ? "Records" : counted(records, "record")} exported`,
          description: `${format === "csv" ? "CSV" : "Excel"} file, ${bytes(done.bytes)}`,
          tone: "success",
        });
      } catch (error) {
        if (signal.aborted) return;
        toasts.show({
          id: "export-failed",
          title: "Nothing was exported",
          description: failureOf(error).message,
          tone: "danger",
          sticky: true,
          action: { label: "Try again", onClick: () => void run(asked, total) },
        });
      } finally {
        if (controller.current?.signal === signal) setRunning(null);
      }
    },
    [toasts],
  );
  const cancel = useCallback(() => {
    controller.current?.abort();
    setRunning(null);
  }, []);
  return { running, begin, cancel };
}
