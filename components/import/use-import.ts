"use client";

import { useRef, useState } from "react";
import type { ActionFailure } from "@/lib/model/action-result";
import type { ImportSpec } from "@/lib/bulk/import/import-spec";
import type { ImportPlans } from "@/lib/bulk/import/plan-import";
import type { TableInfo } from "@/lib/tables/model/table-info";
import { guessColumns } from "./guess-columns";
import { type FileHead, readHead } from "./read-head";
import { uploadFile } from "./upload-file";

/** Everything that is chosen about a file before it is read. */
export type ImportChoices = Pick<ImportSpec, "mode" | "columns" | "key" | "decimalComma" | "dateOrder" | "emptyCells">;

/** The steps of an import: a file, what its columns mean, and the plans made of it. */
export function useImport(table: TableInfo) {
  const [file, setFile] = useState<File | null>(null);
  const [head, setHead] = useState<FileHead | null>(null);
  const [choices, setChoices] = useState<ImportChoices | null>(null);
  const [sent, setSent] = useState<number | null>(null);
  const [plans, setPlans] = useState<ImportPlans | null>(null);
  const [failure, setFailure] = useState<ActionFailure | null>(null);
  const upload = useRef<AbortController>(null);

  async function open(next: File, delimiter?: ImportSpec["delimiter"]): Promise<void> {
    setFailure(null);
    setPlans(null);
    try {
      const read = await readHead(next, delimiter);
      setFile(next);
      setHead(read);
      setChoices(firstChoices(table, read));
    } catch {
      setFile(null);
      setHead(null);
      setFailure(failureOf(`“${next.name}” can't be read as a CSV file.`));
    }
  }

  async function send(): Promise<void> {
    if (!file || !head || !choices) return;
    setFailure(null);
    setSent(0);
    upload.current = new AbortController();
    const { delimiter, encoding } = head;
    const spec = { table: table.name, fileName: file.name.slice(0, 200), delimiter, encoding, ...choices };
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

  return { file, head, choices, setChoices, sent, plans, setPlans, failure, open, send, reset };
}

function firstChoices(table: TableInfo, head: FileHead): ImportChoices {
  const columns = guessColumns(head.header, importable(table));
  const key = mappedKeys(table, columns)[0] ?? null;
  return {
    mode: key ? "upsert" : "insert",
    columns,
    key,
    decimalComma: head.decimalComma,
    dateOrder: null,
    emptyCells: "keep",
  };
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
