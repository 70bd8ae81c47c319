"use client";

import { useState } from "react";
import { isNoAnswer } from "@/components/http/request-failure";
import type { ActionFailure } from "@/lib/model/action-result";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import { InlineError } from "@/components/ui/inline-error";

export interface FailureNoteProps {
  failure: ActionFailure;
  /** What could not be read, where the place does not say so: "The timeline". */
  what?: string;
  /** Another try; left out where something else on the page is one. */
  onRetry?: () => unknown;
  className?: string;
}

/** Why something is not there, and what to do about it: try again, sign in, or reload. */
export function FailureNote({ failure, what, onRetry, className }: FailureNoteProps) {
  const { code, message, details } = failure;
  const reference = typeof details.reference === "string" ? details.reference : undefined;
  return (
    <InlineError
      className={className}
      code={reference ?? (isNoAnswer(code) ? undefined : code)}
      action={
        <span className="flex shrink-0 flex-wrap justify-end gap-2">
          {code === "UNAUTHENTICATED" && (
            // In another tab: what is typed here stays.
            <a href="/sign-in" target="_blank" rel="noreferrer" className={buttonClass("secondary", "sm")}>
              Sign in
            </a>
          )}
          {(code === "NEW_VERSION" || details.reload === true) && (
            <Button size="sm" onClick={() => window.location.reload()}>
              Reload
            </Button>
          )}
          {onRetry && code !== "NEW_VERSION" && <TryAgain onRetry={onRetry} />}
        </span>
      }
    >
      {what && `${what} could not be read. `}
      {message}
    </InlineError>
  );
}

/** Pending until the try has ended. */
function TryAgain({ onRetry }: { onRetry: () => unknown }) {
  const [pending, setPending] = useState(false);
  async function run(): Promise<void> {
    setPending(true);
    try {
      await onRetry();
    } finally {
      setPending(false);
    }
  }
  return (
    <Button size="sm" pending={pending} onClick={() => void run()}>
      Try again
    </Button>
  );
}
