import { CircleAlert, CircleCheck, TriangleAlert } from "lucide-react";
import Link from "next/link";
import { cx } from "@/components/ui/cx";
import type { Problem } from "@/lib/system/judge";

/** What is wrong, or that nothing is. */
export function ProblemList({ problems }: { problems: Problem[] }) {
  if (problems.length === 0) {
    return (
      <p className="flex items-center gap-2 font-medium">
        <CircleCheck className="size-4 shrink-0 text-accent" aria-hidden />
        All is well.
      </p>
    );
  }
  return (
    <ul aria-label="What is wrong" className="flex flex-col gap-1.5">
      {problems.map(({ severity, message, href }) => {
        const Icon = severity === "unwell" ? CircleAlert : TriangleAlert;
        return (
          <li key={message} className="flex items-start gap-2">
            <Icon
              className={cx("mt-0.5 size-4 shrink-0", severity === "unwell" ? "text-danger" : "text-outcome-conflict")}
              aria-hidden
            />
            <span>
              <span className="font-medium">{severity === "unwell" ? "Unwell" : "Warning"}:</span> {message}
              {href && (
                <>
                  {" "}
                  <Link href={href} className="rounded-sm text-accent underline underline-offset-2 focus-ring">
                    Show them
                  </Link>
                </>
              )}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
