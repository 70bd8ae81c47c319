"use client";

import { Search, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { cx } from "@/components/ui/cx";
import { CONTROL, CONTROL_HEIGHT } from "@/components/ui/forms/control-class";

export interface SearchBoxProps {
  value: string;
  onSearch: (text: string) => void;
  label: string;
  className?: string;
  /** Takes the focus when this becomes true. */
  focused?: boolean;
  /** It lost the focus while empty. */
  onLeave?: () => void;
}

const PAUSE_MS = 300;

/** Searches after a pause in typing, at once with Enter; Escape empties it. */
export function SearchBox({ value, onSearch, label, className, focused = false, onLeave }: SearchBoxProps) {
  const box = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(value);
  const [searched, setSearched] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    if (focused) box.current?.focus();
  }, [focused]);
  // A link or the back button brought another text.
  if (value !== searched) {
    setSearched(value);
    setTyped(value);
  }

  function search(text: string, afterMs: number): void {
    setTyped(text);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      setSearched(text.trim());
      onSearch(text.trim());
    }, afterMs);
  }

  return (
    <div className={cx("relative w-full min-w-24 md:w-72", className)}>
      <Search className="pointer-events-none absolute top-1/2 left-2 size-4 -translate-y-1/2 text-muted" aria-hidden />
      <input
        ref={box}
        onBlur={() => typed === "" && onLeave?.()}
        type="text"
        role="searchbox"
        aria-label={label}
        placeholder="Search…"
        autoComplete="off"
        maxLength={200}
        className={cx(CONTROL, CONTROL_HEIGHT.md, "pr-8 pl-8")}
        value={typed}
        onChange={(event) => search(event.target.value, PAUSE_MS)}
        onKeyDown={(event) => {
          if (event.key === "Enter") search(typed, 0);
          if (event.key === "Escape" && typed) search("", 0);
        }}
      />
      {typed && (
        <button
          type="button"
          aria-label="Clear the search"
          className="absolute inset-y-0 right-0 grid w-8 place-items-center rounded-md text-muted hover:text-ink focus-ring-inset"
          onClick={() => search("", 0)}
        >
          <X className="size-3.5" aria-hidden />
        </button>
      )}
    </div>
  );
}
