"use client";

import { FileUp } from "lucide-react";
import { useRef } from "react";
import { Button } from "@/components/ui/button";

/** Where to drop a file (the page takes it wherever it falls), with a button for those who would rather choose one. */
export function ChooseFile({ onFile }: { onFile: (file: File) => void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <div
      role="group"
      aria-label="File to import"
      className="flex flex-col items-center gap-3 rounded-md border border-dashed border-control px-4 py-12 text-center"
    >
      <FileUp className="size-6 text-muted" aria-hidden />
      <p>
        Drop a CSV file or an Excel workbook here, or{" "}
        <Button size="sm" onClick={() => input.current?.click()}>
          choose one
        </Button>
      </p>
      <p className="max-w-72 text-sm text-muted">
        You see its first rows as they will be read. Nothing is written before you have seen what would change.
      </p>
      <input
        ref={input}
        type="file"
        aria-label="Choose a file"
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          if (file) onFile(file);
          event.currentTarget.value = "";
        }}
      />
    </div>
  );
}
