"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { ButtonSize } from "@/components/ui/button-class";
import type { TaskSnapshot } from "@/lib/bulk/model/task-snapshot";
import { LimitDialog } from "./limit-dialog";

/** For admins: how fast a task may go. */
export function LimitButton({ task, size }: { task: TaskSnapshot; size: ButtonSize }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size={size} onClick={() => setOpen(true)}>
        Limit…
      </Button>
      {open && <LimitDialog task={task} onClose={() => setOpen(false)} />}
    </>
  );
}
