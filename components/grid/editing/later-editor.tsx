"use client";

import { type KeyboardEvent, use, useEffect, useRef, useState } from "react";
import { laterRecordEditor } from "@/components/editors/later-record-editor";
import { later, useLater } from "@/components/ui/overlays/later";
import type { CellEditorProps } from "./cell-editor";
import { CellEditingContext } from "./cell-editing-context";
import { CellValue } from "@/components/values/cell-value";
import { type Held, type HeldKey, holdPresses, replay, TAKES_KEYS, untilListed } from "./held-input";

/** Kinds whose editor is a list to choose from. */
const LISTED = new Set(["enum", "boolean"]);

const code = later(() => import("./cell-editor"));

/** The editor of a cell. Until its code is there the cell keeps what is typed, and what comes after it, and then does it. */
export function LaterEditor(props: CellEditorProps) {
  const editing = use(CellEditingContext);
  const { kind } = props.column;
  const refers = kind === "foreignKey";
  const editor = useLater(code, true, editing?.cancel);
  const search = useLater(laterRecordEditor, refers, editing?.cancel);
  const loaded = refers && !search ? undefined : editor;
  const typed = editing?.at?.typed;
  const listed = LISTED.has(kind);
  const held = useRef<Held[]>(TAKES_KEYS.has(kind) && typed ? [{ key: typed, shiftKey: false }] : []);
  useEffect(() => {
    // After the editor's own effect, which has taken the focus.
    if (loaded) void replay(held.current.splice(0), listed ? untilListed() : undefined);
  }, [loaded, listed]);
  useEffect(() => {
    // Whoever goes elsewhere has first written here.
    const written = () => typed !== undefined || held.current.length > 0;
    return loaded ? undefined : holdPresses((press) => held.current.push(press), written);
  }, [loaded, typed]);
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

  function onKeyDown(event: KeyboardEvent): void {
    const { key, shiftKey } = event;
    event.stopPropagation();
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    if (key === "Escape") return editing?.cancel();
    hold({ key, shiftKey });
    if (key.length === 1) setTyped((text = "") => text + key);
  }

  return (
    <span
      ref={box}
      role="textbox"
      tabIndex={-1}
      aria-label={`${column.label}: the editor is being loaded`}
      aria-busy
      data-cell-editor=""
      className="min-w-0 animate-pulse truncate outline-none"
      onKeyDown={onKeyDown}
    >
      {typed ?? <CellValue column={column} row={row} />}
    </span>
  );
}
