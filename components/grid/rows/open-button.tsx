"use client";

import { Maximize2 } from "lucide-react";

/** Opens a record beside the grid; shows itself under the pointer, and stays out of the way of Tab (Ctrl+Enter does it too). */
export function OpenButton({ name, onOpen }: { name: string; onOpen: () => void }) {
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-label={`Open ${name}`}
      title="Open (Ctrl + Enter)"
      onClick={onOpen}
      onDoubleClick={(event) => event.stopPropagation()}
      className="absolute right-1 hidden size-6 place-items-center rounded-sm border border-hairline bg-surface text-muted group-hover:grid hover:text-ink max-md:hidden!"
    >
      <Maximize2 className="size-3.5" aria-hidden />
    </button>
  );
}
