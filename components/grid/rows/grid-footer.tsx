import type { Actor } from "@/lib/model/actor";

export interface GridFooterProps {
  actor: Actor;
  mayEdit: boolean;
  /** Why nobody can edit this table. */
  limit: string | null;
  /** About the selection: what was undone, or can't be done. */
  notice: string | null;
  /** For screen readers only. */
  said: string;
}

/** One quiet line for what the page has to say, and nothing where it has nothing. */
export function GridFooter({ actor, mayEdit, limit, notice, said }: GridFooterProps) {
  return (
    <>
      {notice && (
        <p role="status" className="border-t border-hairline px-4 py-1.5 text-sm text-outcome-conflict">
          {notice}
        </p>
      )}
      {limit && <p className="border-t border-hairline px-4 py-1.5 text-sm text-muted">{limit}</p>}
      {!limit && !mayEdit && (
        <p className="border-t border-hairline px-4 py-1.5 text-sm text-muted">
          You can look at everything here. Changing records takes the role of an editor; yours is {actor.role}.
        </p>
      )}
      <p aria-live="polite" className="sr-only">
        {said}
      </p>
    </>
  );
}
