"use client";

import { type ReactNode, useLayoutEffect, useRef, useState } from "react";

export interface FocusedProps {
  /** Something was typed into the cell: the next key goes behind it. */
  typed: boolean;
  children: ReactNode;
}

/** Gives the focus to its field in the moment in which it is drawn, so that no key falls between two fields. */
export function Focused({ typed, children }: FocusedProps) {
  const box = useRef<HTMLDivElement>(null);
  const [behind] = useState(typed);
  useLayoutEffect(() => {
    const find = (what: string) => box.current?.querySelector<HTMLElement>(what);
    // Before the buttons of the items of a list; the input behind a choice is none to type in.
    const field = find("input:not([aria-hidden]), textarea") ?? find("button, [role=combobox]");
    field?.focus();
    if (field instanceof HTMLTextAreaElement || (field instanceof HTMLInputElement && field.type === "text"))
      field.setSelectionRange(behind ? field.value.length : 0, field.value.length);
  }, [behind]);
  return (
    <div ref={box} className="contents">
      {children}
    </div>
  );
}
