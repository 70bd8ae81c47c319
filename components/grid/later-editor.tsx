"use client";

import { type KeyboardEvent, use, useEffect, useRef, useState } from "react";
import { laterRecordEditor } from "@/components/editors/later-record-editor";
import { later, useLater } from "@/components/ui/later";
import type { CellEditorProps } from "./cell-editor";
import { CellEditingContext } from "./cell-editing-context";
import { CellValue } from "./cell-value";
import { type HeldKey, replayKeys, untilListed } from "./held-keys";

/** Kinds whose editor is a list to choose from. */
const LISTED = new Set(["enum", "boolean"]);

const code = later(() => import("./cell-editor"));

/** The editor of a cell. Until its code is there the cell keeps every key that is pressed, and the editor then gets them. */
export function LaterEditor(props: CellEditorProps) {
  const editing = use(CellEditingContext);
  const refers = props.column.kind === "foreignKey";
  const editor = useLater(code, true, editing?.cancel);
  const search = useLater(laterRecordEditor, refers, editing?.cancel);
  const loaded = refers && !search ? undefined : editor;
  const typed = editing?.at?.typed;
  // A list of choices goes to the one that begins with what is typed: it gets the key that opened it as it gets any other.
  const listed = LISTED.has(props.column.kind);
  const held = useRef<HeldKey[]>(listed && typed ? [{ key: typed, shiftKey: false }] : []);
  useEffect(() => {
    if (!loaded) return;
    // After the editor's own effect, which has taken the focus.
    void replayKeys(held.current.splice(0), listed ? untilListed() : undefined);
  }, [loaded, listed]);
  return loaded ? (
    <loaded.CellEditor {...props} />
  ) : (
    <WaitingEditor {...props} hold={(key) => held.current.push(key)} />
  );
}

function WaitingEditor({ column, row, hold }: CellEditorProps & { hold: (key: HeldKey) => void }) {
  const editing = use(CellEditingContext);
  const box = useRef<HTMLSpanElement>(null);
  const [typed, setTyped] = useState(editing?.at?.typed);
  useEffect(() => box.current?.focus(), []);

  function keep(key: HeldKey): void {
    hold(key);
    if (key.key.length === 1) setTyped((text = "") => text + key.key);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const { key, shiftKey } = event;
    event.stopPropagation();
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    if (key === "Escape") return editing?.cancel();
    keep({ key, shiftKey });
  }

  return (
    <span
      ref={box}
      role="textbox"
      tabIndex={-1}
      aria-label={`${column.label}: the editor is being loaded`}
      aria-busy
      // The key that opened it may have been left for the browser to type.
      contentEditable
      suppressContentEditableWarning
      onBeforeInput={(event) => {
        event.preventDefault();
        for (const key of event.nativeEvent.data ?? "") keep({ key, shiftKey: false });
      }}
      data-cell-editor=""
      className="min-w-0 animate-pulse truncate outline-none"
      onKeyDown={onKeyDown}
    >
      {typed ?? <CellValue column={column} row={row} />}
    </span>
  );
}
