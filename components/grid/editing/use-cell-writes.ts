"use client";

import { useCallback, useMemo, useRef, useState } from "react";
import { answered } from "@/components/http/answered";
import { isNoAnswer } from "@/components/http/request-failure";
import type { ActionResult } from "@/lib/model/action-result";
import { sameValue } from "@/lib/tables/kinds/codecs/codec-of";
import type { ColumnInfo, RecordRow } from "@/lib/tables/model/table-info";
import type { OwnWrites } from "./use-own-writes";

export interface SaveCell {
  (input: {
    table: string;
    id: string;
    column: string;
    value: unknown;
    version: string;
  }): Promise<ActionResult<RecordRow>>;
}

/** Someone else changed the record while it was being edited. */
export interface CellConflict {
  row: RecordRow;
  column: ColumnInfo;
  mine: unknown;
}

export interface CellWrite {
  /** As it was seen: its version is what the write is checked against. */
  row: RecordRow;
  column: ColumnInfo;
  value: unknown;
  /** Of the record that a foreign key is set to. */
  label?: string | null;
}

/** What is in an editor: it lives there until it is taken, so that a key draws nothing else. */
export interface Draft {
  value: unknown;
  /** Of the record that a foreign key is set to. */
  label: string | null;
}

export interface CellWritesInput {
  table: string;
  save: SaveCell;
  patchRow: (id: string, change: (row: RecordRow) => RecordRow) => void;
  announce: (sentence: string) => void;
  own: OwnWrites;
}

/** Writes cells: shown at once, taken back with a sentence when refused, and asked about when someone was quicker. */
export function useCellWrites({ table, save, patchRow, announce, own }: CellWritesInput) {
  const [refused, setRefused] = useState<ReadonlyMap<string, string>>(new Map());
  const [conflict, setConflict] = useState<CellConflict | null>(null);
  /** What was typed and got no answer, by cell: its editor begins with it again. */
  const unsaved = useRef(new Map<string, Draft>());

  const write = useCallback(
    async ({ row, column, value, label }: CellWrite): Promise<void> => {
      const before = row.values[column.id] ?? null;
      const labelBefore = row.labels[column.id] ?? null;
      const key = cellKey(row.id, column.id);
      const show = (shown: unknown, text: string | null | undefined) =>
        patchRow(row.id, (r) => ({
          ...r,
          values: { ...r.values, [column.id]: shown },
          labels: column.references ? { ...r.labels, [column.id]: text ?? null } : r.labels,
        }));
      const ask = (version: string) =>
        own.track(answered(save({ table, id: row.id, column: column.id, value, version })));

      show(value, label);
      own.note([{ row, column, value }]);
      setRefused((all) => without(all, key));
      unsaved.current.delete(key);
      let result = await ask(row.version);
      let theirs = theirRow(result);
      // Somebody changed other columns of the record: this one is still as it was seen.
      if (theirs && sameValue(column, theirs.values[column.id], before)) {
        result = await ask(theirs.version);
        theirs = theirRow(result);
      }
      if (result.ok) {
        const saved = result.value;
        patchRow(row.id, () => saved);
        announce(`${column.label} saved.`);
        return;
      }
      const other = theirs;
      if (other && sameValue(column, other.values[column.id], value)) {
        // Both wrote the same: there is nothing to choose between.
        patchRow(row.id, () => other);
        announce(`${column.label} saved.`);
        return;
      }
      show(before, labelBefore);
      const kept = !decided(result);
      if (kept) unsaved.current.set(key, { value, label: label ?? null });
      if (theirs) {
        setConflict({ row: theirs, column, mine: value });
        return;
      }
      const message = `${result.fields[column.id] ?? result.message}${kept ? " What you typed is kept." : ""}`;
      setRefused((all) => new Map(all).set(key, `Not saved. ${message}`));
      announce(`${column.label} was not saved. ${message}`);
    },
    [announce, own, patchRow, save, table],
  );

  const resolve = useCallback(
    (choice: "theirs" | "mine") => {
      if (!conflict) return;
      setConflict(null);
      patchRow(conflict.row.id, () => conflict.row);
      if (choice === "mine") void write({ row: conflict.row, column: conflict.column, value: conflict.mine });
    },
    [conflict, patchRow, write],
  );

  /** Says at cells why they were not written. */
  const mark = useCallback(
    (sentences: ReadonlyMap<string, string>) => setRefused((all) => new Map([...all, ...sentences])),
    [],
  );
  const unmark = useCallback(
    (cells: readonly CellWrite[]) =>
      setRefused((all) => cells.reduce((left, { row, column }) => without(left, cellKey(row.id, column.id)), all)),
    [],
  );

  return useMemo(
    () => ({ write, refused, unsaved, mark, unmark, conflict, resolve }),
    [write, refused, mark, unmark, conflict, resolve],
  );
}

export type CellWrites = ReturnType<typeof useCellWrites>;

/** By which sentences about cells are kept. */
export function cellKey(record: string, column: string): string {
  return `${record}/${column}`;
}

/** The server has said yes or no to the value; else it may be asked again. */
function decided(result: ActionResult<RecordRow>): boolean {
  return result.ok || !isNoAnswer(result.code);
}

/** The record as someone else left it, where that is why the write was refused. */
function theirRow(result: ActionResult<RecordRow>): RecordRow | undefined {
  return !result.ok && result.code === "CONFLICT" ? (result.details.row as RecordRow | undefined) : undefined;
}

function without(all: ReadonlyMap<string, string>, key: string): ReadonlyMap<string, string> {
  if (!all.has(key)) return all;
  const rest = new Map(all);
  rest.delete(key);
  return rest;
}
