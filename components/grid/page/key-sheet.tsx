"use client";

import { Sheet } from "@/components/ui/overlays/sheet";

export interface KeySheetProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  mayEdit: boolean;
}

interface KeyGroup {
  title: string;
  /** Only for those who may edit. */
  edits?: boolean;
  keys: [keys: string, does: string][];
}

const GROUPS: KeyGroup[] = [
  {
    title: "Move",
    keys: [
      ["Arrows", "one cell further"],
      ["Ctrl + arrows", "to the end of the filled cells"],
      ["Tab, Shift + Tab", "right, left; leaves the table at the end of a row"],
      ["Home, End", "first and last column"],
      ["Ctrl + Home, Ctrl + End", "first and last cell of all records"],
      ["Page up, Page down", "one screen up, down"],
      ["Ctrl + Enter", "opens the record, with its history"],
      ["Menu key, Shift + F10", "the menu of the cell: filter by its value"],
      ["?", "this list"],
    ],
  },
  {
    title: "Columns, in their header",
    keys: [
      ["Enter, Shift + Enter", "sorts by the column; as well as by others"],
      ["Alt + Down", "its menu: filter, format, pin, hide"],
      ["Shift + Left, Shift + Right", "moves it"],
      ["Alt + Left, Alt + Right", "makes it narrower, wider"],
    ],
  },
  {
    title: "Select cells",
    keys: [
      ["Shift + arrows, Shift + click, drag", "a range"],
      ["Ctrl + Space", "the column"],
      ["Ctrl + Shift + Home, End", "from here to the first, the last record"],
      ["Ctrl + A", "all cells; where not all are loaded, all matching records for a bulk edit as well"],
      ["Esc", "back to one cell; then clears the selected records"],
    ],
  },
  {
    title: "Select records for a bulk edit",
    edits: true,
    keys: [
      ["Space, Shift + Space", "the records of the range"],
      ["Shift + click on a checkbox", "from the last one to here"],
      ["Ctrl + Shift + Space", "all loaded records"],
    ],
  },
  {
    title: "Edit",
    edits: true,
    keys: [
      ["Enter, F2, double click", "opens the cell"],
      ["Type", "replaces its value"],
      ["Enter, Shift + Enter", "saves, and goes down, up"],
      ["Tab, Shift + Tab", "saves, and goes right, left"],
      ["Esc", "gives up"],
      ["Delete, Backspace", "clears the cells of the range"],
      ["Ctrl + C, Ctrl + X, Ctrl + V", "copies, cuts, pastes; also from and to spreadsheets"],
      ["Ctrl + D", "fills the range with its first row"],
      ["Drag the corner of the range", "fills the cells that it is dragged over"],
      ["Ctrl + Z, Ctrl + Shift + Z", "undoes, redoes what you did to this table, on any day"],
    ],
  },
];

/** What the keyboard does in the table. On a Mac, Ctrl stands for Cmd. */
export function KeySheet({ open, onOpenChange, mayEdit }: KeySheetProps) {
  return (
    <Sheet open={open} onOpenChange={onOpenChange} title="Keyboard" description="On a Mac, Cmd stands for Ctrl.">
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, and the keyboard must get at it */}
      <div tabIndex={0} role="region" aria-label="Keys" className="flex flex-col gap-5 rounded-sm focus-ring">
        {GROUPS.filter(({ edits }) => mayEdit || !edits).map(({ title, keys }) => (
          <section key={title}>
            <h3 className="mb-1 text-sm font-semibold">{title}</h3>
            <dl className="grid grid-cols-[12rem_1fr] gap-x-4 gap-y-1 text-sm max-sm:grid-cols-1">
              {keys.map(([key, does]) => (
                <div key={key} className="contents">
                  <dt className="text-muted">{key}</dt>
                  <dd className="max-sm:mb-1.5">{does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Sheet>
  );
}
