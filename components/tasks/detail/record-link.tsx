import Link from "next/link";

/** A record by its label, leading to it in the table page; its id where it has no label. */
export function RecordLink({ label, id, href }: { label: string | null; id: string; href: string | null }) {
  const text = label ?? <span className="font-mono text-xs">{id}</span>;
  if (!href) return <span className="block truncate">{text}</span>;
  return (
    <Link
      href={href}
      title={label ? `${label} (${id})` : id}
      className="block truncate rounded-sm underline-offset-2 focus-ring-inset hover:underline pointer-coarse:-my-2.5 pointer-coarse:py-2.5"
    >
      {text}
    </Link>
  );
}
