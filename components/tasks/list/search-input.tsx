import { Search } from "lucide-react";
import { cx } from "@/components/ui/cx";
import { Input } from "@/components/ui/forms/input";

export interface SearchInputProps {
  /** For screen readers: what is searched. */
  label: string;
  value: string;
  onChange: (text: string) => void;
  className?: string;
}

export function SearchInput({ label, value, onChange, className = "sm:w-64" }: SearchInputProps) {
  return (
    <span className={cx("relative max-sm:w-full", className)}>
      <Search
        className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-muted"
        aria-hidden
      />
      <Input
        type="search"
        aria-label={label}
        placeholder="Search…"
        maxLength={200}
        value={value}
        onValueChange={onChange}
        className="pl-8!"
      />
    </span>
  );
}
