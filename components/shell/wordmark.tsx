import { cx } from "@/components/ui/cx";

/** Rows with one cut through: a swath. */
export function Wordmark({ large = false }: { large?: boolean }) {
  return (
    <span className={cx("inline-flex items-center gap-2 font-semibold tracking-tight", large ? "text-xl" : "text-lg")}>
      <svg viewBox="0 0 20 20" className={large ? "size-6" : "size-5"} aria-hidden>
        <rect width="20" height="20" rx="4" className="fill-accent" />
        <g className="stroke-accent-ink" strokeWidth="2" strokeLinecap="round">
          <path d="M5 6h10" opacity=".45" />
          <path d="M5 10h10" />
          <path d="M5 14h5.5" opacity=".45" />
        </g>
      </svg>
      Swath
    </span>
  );
}
