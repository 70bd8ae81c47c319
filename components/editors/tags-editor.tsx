"use client";

import { X } from "lucide-react";
import { useState } from "react";
import { Input } from "@/components/ui/forms/input";
import { arrayLiteral } from "@/lib/tables/kinds/codecs/array-literal";
import { valueOfText } from "@/lib/tables/kinds/codecs/codec-of";
import { endedItems, readList } from "@/lib/tables/kinds/codecs/list-text";
import type { ColumnInfo } from "@/lib/tables/model/table-info";
import { fieldProps, type ValueEditorProps } from "./editor-props";

/**
 * A list of short texts. Enter or a comma ends an item, unless it stands in quotes; what is still being typed counts
 * already, and may be a list of its own.
 */
export function TagsEditor(props: ValueEditorProps) {
  const { column, value, onChange } = props;
  // What was typed already is the last item of the value.
  const [items, setItems] = useState<unknown[]>(() => {
    const all = Array.isArray(value) ? (value as unknown[]) : [];
    return props.typed !== undefined && all.at(-1) === props.typed ? all.slice(0, -1) : all;
  });
  const [typed, setTyped] = useState(props.typed ?? "");
  // A filter lists values of columns that are no lists.
  const meant = (texts: unknown[]) => (column.kind === "array" ? texts : texts.map((text) => valueOf(column, text)));

  function set(nextItems: unknown[], nextTyped: string): void {
    setItems(nextItems);
    setTyped(nextTyped);
    onChange([...nextItems, ...meant(readList(nextTyped.trim()))]);
  }

  function type(text: string): void {
    const { ended, rest } = endedItems(text);
    set([...items, ...meant(ended)], rest);
  }

  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      {items.length > 0 && (
        <ul className="flex flex-wrap gap-1">
          {items.map((item, i) => (
            <li
              key={`${i}-${nameOf(item)}`}
              className="flex h-6 items-center gap-0.5 rounded-sm bg-sunken pr-0.5 pl-1.5 text-sm"
            >
              <span className="max-w-40 truncate">{nameOf(item)}</span>
              <button
                type="button"
                aria-label={`Remove ${nameOf(item)}`}
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
            set([...items, ...meant(readList(typed.trim()))], "");
          } else if (event.key === "Backspace" && typed === "" && items.length > 0) {
            set(items.slice(0, -1), "");
          }
        }}
      />
    </div>
  );
}

function valueOf(column: ColumnInfo, text: unknown): unknown {
  return typeof text === "string" ? valueOfText(column, text) : text;
}

const nameOf = (item: unknown): string =>
  item === null || Array.isArray(item) ? arrayLiteral([item]).slice(1, -1) : String(item);
