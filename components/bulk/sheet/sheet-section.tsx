import { type ReactNode, useId } from "react";

export function SheetSection({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="mb-6 last:mb-0">
      <h3 id={id} className="mb-2 text-sm font-semibold text-muted">
        {title}
      </h3>
      {children}
    </section>
  );
}
