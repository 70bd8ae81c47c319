"use client";

import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { failureOf } from "@/components/http/request-failure";
import { Attempt } from "./attempt";
import { FailureNote } from "./failure-note";

export interface PanelProps {
  /** "The timeline", for the sentence that stands in its place. */
  what?: string;
  className?: string;
  children: ReactNode;
}

/** A part of a page that fails by itself: whatever is thrown while it renders, the rest of the page stays as it is. */
export function Panel({ what = "This part of the page", className = "m-2", children }: PanelProps) {
  const client = useQueryClient();
  const [attempts, setAttempts] = useState(1);

  function again(): void {
    // What it had read may be what it stumbled over, and nobody else shows it.
    client.removeQueries({ type: "inactive" });
    setAttempts((n) => n + 1);
  }
  function note(error: unknown): ReactNode {
    const failure = failureOf(error);
    const message = failure.code === "FAILED" ? `${what} could not be shown.` : failure.message;
    return <FailureNote className={className} failure={{ ...failure, message }} onRetry={again} />;
  }

  return (
    <Attempt again={attempts} fallback={note}>
      {children}
    </Attempt>
  );
}
