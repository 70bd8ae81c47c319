"use client";

import { Button } from "./button";
import { InlineError } from "./inline-error";

export interface LoadOlderProps {
  /** Whether there are older ones. */
  more: boolean;
  loading: boolean;
  problem: { message: string; code?: string } | null;
  onLoad: () => void;
  children?: string;
}

/** The foot of a list that is read page by page: the way to the next page, or why it did not come. */
export function LoadOlder({ more, loading, problem, onLoad, children = "Load older" }: LoadOlderProps) {
  if (problem) {
    return (
      <InlineError
        className="m-4"
        code={problem.code}
        action={
          <Button size="sm" onClick={onLoad}>
            Try again
          </Button>
        }
      >
        {problem.message}
      </InlineError>
    );
  }
  if (!more) return null;
  return (
    <div className="flex justify-center p-4">
      <Button pending={loading} onClick={onLoad}>
        {children}
      </Button>
    </div>
  );
}
