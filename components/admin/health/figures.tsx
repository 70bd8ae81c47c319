import type { ReactNode } from "react";

export interface Figure {
  label: string;
  value: ReactNode;
  /** A second, quieter line. */
  note?: ReactNode;
}

/** A row of numbers with what they count. */
export function Figures({ figures, label }: { figures: Figure[]; label: string }) {
  return (
    <dl aria-label={label} className="grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-3 lg:grid-cols-6">
      {figures.map((figure) => (
        <div key={figure.label} className="min-w-0">
          <dt className="text-sm text-muted">{figure.label}</dt>
          <dd className="text-xl font-semibold tabular">{figure.value}</dd>
          {figure.note && <dd className="text-sm text-muted tabular">{figure.note}</dd>}
        </div>
      ))}
    </dl>
  );
}
