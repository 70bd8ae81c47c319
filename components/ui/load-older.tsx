"use client";

import type { FailedRead } from "@/components/http/failed-read";
import { Button } from "./button";
import { ReadProblem } from "./failure/read-problem";

export interface LoadOlderProps {
  /** Whether there are older ones. */
  more: boolean;
  loading: boolean;
  read: FailedRead;
  onLoad: () => unknown;
  children?: string;
}

/** The foot of a list that is read page by page: the way to the next page, or why it did not come. */
export function LoadOlder({ more, loading, read, onLoad, children = "Load older" }: LoadOlderProps) {
  if (read.error) return <ReadProblem className="m-4" query={read} />;
  if (!more) return null;
  return (
    <div className="flex justify-center p-4">
      <Button pending={loading} onClick={onLoad}>
        {children}
      </Button>
    </div>
  );
}
