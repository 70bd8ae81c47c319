"use client";

import { X } from "lucide-react";
import { useState } from "react";
import { Input } from "@/components/ui/forms/input";
import { fieldProps, type ValueEditorProps } from "./editor-props";

/** A list of short texts. Enter or a comma ends an item; what is still being typed counts already. */
export function TagsEditor(props: ValueEditorProps) {
  const { value, onChange } = props;
  // What was typed already is the last item of the value.
  const [items, setItems] = useState<string[]>(() => {
    const all = itemsOf(value);
    return props.typed !== undefined && all.at(-1) === props.typed ? all.slice(0, -1) : all;
  });
  const [typed, setTyped] = useState(props.typed ?? "");

  function set(nextItems: string[], nextTyped: string): void {
    setItems(nextItems);
    setTyped(nextTyped);
    const last = nextTyped.trim();
    onChange(last ? [...nextItems, last] : nextItems);
  }

  function type(text: string): void {
    const parts = text.split(/[,\n;]/);
    const rest = parts.pop() ?? "";
    set([...items, ...parts.map((part) => part.trim()).filter(Boolean)], rest);
  }

  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      {items.length > 0 && (
        <ul className="flex flex-wrap gap-1">
          {items.map((item, i) => (
            <li
              key={`${i}-${item}`}
              className="flex h-6 items-center gap-0.5 rounded-sm bg-sunken pr-0.5 pl-1.5 text-sm"
            >
              <span className="max-w-40 truncate">{item}</span>
              <button
                type="button"
                aria-label={`Remove ${item}`}
                className="grid size-5 place-items-center rounded-sm text-muted hover:bg-hover hover:text-ink"
                onClick={() => set(items.toSpliced(i, 1), typed)}
              >
                <X className="size-3" aria-hidden />
              </button>
            </li>
          ))}
        </ul>
      )}
      <Input
        {...fieldProps(props)}
        placeholder={items.length === 0 ? "Items, separated by commas" : "Another item"}
        value={typed}
        onValueChange={type}
        onKeyDown={(event) => {
          if (event.key === "Enter" && typed.trim()) {
            event.preventDefault();
            event.stopPropagation();
            set([...items, typed.trim()], "");
          } else if (event.key === "Backspace" && typed === "" && items.length > 0) {
            set(items.slice(0, -1), "");
          }
        }}
      />
    </div>
  );
}

function itemsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
