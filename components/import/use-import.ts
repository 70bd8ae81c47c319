"use client";

import { useRef, useState } from "react";
import type { ActionFailure } from "@/lib/model/action-result";
import type { ImportSpec } from "@/lib/bulk/import/import-spec";
import type { ImportPlans } from "@/lib/bulk/import/plan-import";
import type { TableInfo } from "@/lib/tables/model/table-info";
import { guessColumns } from "./guess-columns";
import { type ChosenReading, columnsOf, type FileHead } from "./head/file-head";
import { NotReadable, readHead } from "./head/read-head";
import { uploadFile } from "./upload-file";

/** Everything that is chosen about a file before it is read. */
export type ImportChoices = Pick<ImportSpec, "mode" | "columns" | "key" | "emptyCells">;

/** The steps of an import: a file, what its columns mean, and the plans made of it. */
export function useImport(table: TableInfo) {
  const [file, setFile] = useState<File | null>(null);
  const [head, setHead] = useState<FileHead | null>(null);
  const [chosen, setChosen] = useState<ChosenReading>({});
  const [choices, setChoices] = useState<ImportChoices | null>(null);
  const [sent, setSent] = useState<number | null>(null);
  const [plans, setPlans] = useState<ImportPlans | null>(null);
  const [failure, setFailure] = useState<ActionFailure | null>(null);
  const upload = useRef<AbortController>(null);
  const asked = useRef(0);

  /** Looks at a file, or once more at the same one, read as was chosen. */
  async function open(next: File, chosen: ChosenReading = {}): Promise<void> {
    const nth = (asked.current += 1);
    setFailure(null);
    setPlans(null);
    try {
      const read = await readHead(next, namesOf(table), chosen);
      // Something else was chosen meanwhile.
      if (nth !== asked.current) return;
      const same = file === next && head && headings(read).join("\n") === headings(head).join("\n");
      setFile(next);
      setChosen(chosen);
      setHead(read);
      if (!same) setChoices(firstChoices(table, read));
    } catch (error) {
      if (file !== next) {
        setFile(null);
        setHead(null);
      }
      const known = error instanceof Error && (error instanceof NotReadable || error.name === "AppError");
      setFailure(failureOf(known ? error.message : `“${next.name}” can't be read that way.`));
    }
  }

  const readAs = (more: ChosenReading) => file && void open(file, { ...chosen, ...more });

  async function send(): Promise<void> {
    if (!file || !head || !choices) return;
    setFailure(null);
    setSent(0);
    upload.current = new AbortController();
    const spec = { table: table.name, fileName: file.name.slice(0, 200), ...head.reading, ...choices };
    try {
      const answer = await uploadFile(file, spec, setSent, upload.current.signal);
      if (answer.ok) setPlans(answer.value);
      else setFailure(answer);
    } catch {
      // Given up by the person who sent it.
    } finally {
      setSent(null);
    }
  }

  function reset(): void {
    upload.current?.abort();
    setFile(null);
    setHead(null);
    setChoices(null);
    setPlans(null);
    setFailure(null);
  }

  return { file, head, choices, setChoices, sent, plans, setPlans, failure, open, readAs, send, reset };
}

function firstChoices(table: TableInfo, head: FileHead): ImportChoices {
  const columns = guessColumns(headings(head), importable(table));
  const key = mappedKeys(table, columns)[0] ?? null;
  return {
    mode: key ? "upsert" : "insert",
    columns,
    key,
    emptyCells: "keep",
  };
}

const headings = (head: FileHead) => columnsOf(head).map(({ heading }) => heading);

/** What a file may call the table's columns. */
function namesOf(table: TableInfo): string[] {
  return table.columns.flatMap(({ id, label }) => [id, label]);
}

/** Keys of the table that the file fills as a whole. */
export function mappedKeys({ uniqueKeys }: TableInfo, columns: readonly (string | null)[]): string[][] {
  return uniqueKeys.filter((key) => key.every((id) => columns.includes(id)));
}

/** Columns that a file can fill, or find records by. */
export function importable(table: TableInfo) {
  return table.columns.filter(({ editable, primaryKey }) => editable || primaryKey);
}

function failureOf(message: string): ActionFailure {
  return { ok: false, code: "FAILED", message, fields: {}, details: {} };
}
