import { type ReactNode, useId } from "react";

/** A part of one's settings, under its heading. */
export function SettingsSection({
  title,
  className = "mt-8",
  children,
}: {
  title: string;
  className?: string;
  children: ReactNode;
}) {
  const heading = useId();
  return (
    <section aria-labelledby={heading} className={className}>
      <h2 id={heading} className="text-lg font-semibold">
        {title}
      </h2>
      {children}
    </section>
  );
}
