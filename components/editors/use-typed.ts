import { useState } from "react";

export interface TypedInput {
  value: unknown;
  onChange: (value: unknown) => void;
  /** How a value is written. */
  show: (value: unknown) => string;
  /** What a text means. */
  read: (text: string) => unknown;
}

/** What was typed stays as typed ("1,000", "5.1.2024"), until another value is handed in. */
export function useTyped({ value, onChange, show, read }: TypedInput) {
  const [typed, setTyped] = useState(() => ({ text: show(value), means: textOf(value) }));
  const shown = typed.means === textOf(value) ? typed.text : show(value);
  function type(text: string): void {
    const meant = read(text);
    setTyped({ text, means: textOf(meant) });
    onChange(meant);
  }
  return [shown, type] as const;
}

export function textOf(value: unknown): string {
  return value === null || value === undefined ? "" : String(value);
}
