/** The drawn cell of a record, if it is drawn. */
export function cellElement(record: string, column: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-cell="${CSS.escape(`${record}/${column}`)}"]`);
}

/** After the next paint, when what held the focus before is gone. */
export function focusCell(record: string, column: string): void {
  requestAnimationFrame(() => cellElement(record, column)?.focus());
}
