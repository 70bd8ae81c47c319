import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "./cx";

export interface InlineErrorProps {
  /** The sentence; `ActionResult.message` fits. */
  children: ReactNode;
  /** To quote to support. */
  code?: string;
  action?: ReactNode;
  className?: string;
}

/** A failure, said where the eye is. Announced when it appears. */
export function InlineError({ children, code, action, className }: InlineErrorProps) {
  return (
    <div
      role="alert"
      className={cx(
        "flex items-start gap-2 rounded-md border border-danger/40 bg-danger/8 px-3 py-2 text-base",
        className,
      )}
    >
      <CircleAlert className="mt-0.5 size-4 shrink-0 text-danger" aria-hidden />
      <div className="min-w-0 flex-1">
        {children}
        {code && <code className="ml-2 font-mono text-xs text-muted">{code}</code>}
      </div>
      {action}
    </div>
  );
}
