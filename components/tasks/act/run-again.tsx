"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { ReadProblem } from "@/components/ui/failure/read-problem";
import { getJson } from "@/components/http/request";
import { type ButtonSize, buttonClass } from "@/components/ui/button-class";
import type { TaskSnapshot } from "@/lib/bulk/model/task-snapshot";
import { againHref } from "@/components/tasks/words/task-words";

interface WhyNot {
  why: string | null;
}

/** The way to the same change on the same selection, where that still finds a record; else why it does not. */
export function RunAgain({ task, size }: { task: TaskSnapshot; size: ButtonSize }) {
  const read = useQuery({
    queryKey: ["again", task.id],
    queryFn: ({ signal }) => getJson<WhyNot>(`/api/tasks/${task.id}/again`, { signal, has: ["why"] }),
    // Records come and go between two looks at a page.
    staleTime: 0,
  });
  const { data, isPending } = read;
  if (read.error && !data) return <ReadProblem query={read} what="Whether it can run again" />;
  if (data?.why) return <p className="text-sm text-muted">{data.why}</p>;
  const text = `Run again on the same ${task.byFilter ? "filter" : "records"}…`;
  // It keeps its place until it is known to lead somewhere.
  if (isPending) {
    return (
      <span aria-hidden className={`invisible ${buttonClass("secondary", size)}`}>
        {text}
      </span>
    );
  }
  return (
    <Link href={againHref(task)} className={buttonClass("secondary", size)}>
      {text}
    </Link>
  );
}
