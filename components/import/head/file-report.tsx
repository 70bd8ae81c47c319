"use client";

import { SheetSection } from "@/components/bulk/sheet/sheet-section";
import { Disclosure } from "@/components/ui/disclosure";
import type { ChosenReading, FileHead } from "./file-head";
import { HeadPreview } from "./head-preview";
import { ReadingSettings } from "./reading-settings";
import { readingText } from "./reading-words";

export interface FileReportProps {
  head: FileHead;
  onChange: (chosen: ChosenReading) => void;
}

/** What a file is, before anything of it is read for good: how it is written, and its first rows. */
export function FileReport({ head, onChange }: FileReportProps) {
  return (
    <SheetSection title="What will be read">
      <p className="mb-2">{readingText(head)}</p>
      {head.reading.headerRow === null ? (
        <p className="text-danger">There are no rows in it.</p>
      ) : (
        <HeadPreview head={head} />
      )}
      {head.notes.map((note) => (
        <p key={note} className="mt-2 text-sm text-muted">
          {note}
        </p>
      ))}
      <Disclosure summary="Read it another way" className="mt-2">
        <div className="pt-2">
          <ReadingSettings head={head} onChange={onChange} />
        </div>
      </Disclosure>
    </SheetSection>
  );
}
