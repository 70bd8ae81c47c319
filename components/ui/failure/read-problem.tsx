"use client";

import type { FailedRead } from "@/components/http/failed-read";
import { failureOf } from "@/components/http/request-failure";
import { FailureNote } from "./failure-note";

export interface ReadProblemProps {
  /** A query; several, of which one failed, are one panel's. */
  query: FailedRead;
  /** What could not be read, where the place does not say so: "The timeline". */
  what?: string;
  className?: string;
}

/** In the panel that a read was for: that it failed, and another try. Nothing while all is well. */
export function ReadProblem({ query, what, className }: ReadProblemProps) {
  if (!query.error) return null;
  return <FailureNote failure={failureOf(query.error)} what={what} onRetry={query.refetch} className={className} />;
}
