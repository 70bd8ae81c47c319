"use client";

import { useMemo, useRef } from "react";
import type { RecordRow } from "@/lib/tables/model/table-info";
import type { OwnWrite, SeenCell } from "./own-write";

export interface OwnWritesInput {
  table: string;
  rowNow: (id: string) => RecordRow | undefined;
}

/**
 * Remembers what this page itself has written, so that it is nobody's conflict: until the records have been read anew,
 * they stand there with the version from before.
 */
export function useOwnWrites({ table, rowNow }: OwnWritesInput) {
  const underWay = useRef<Promise<unknown>>(Promise.resolve());
  const written = useRef(new Map<string, OwnWrite[]>());
  return useMemo(() => {
    const track = <T>(work: Promise<T>): Promise<T> => {
      underWay.current = Promise.allSettled([underWay.current, work]);
      return work;
    };
    return {
      /** Others wait for this, where they have to know what it did. */
      track,
      /** Begins once all that is under way has ended. */
      inTurn: (work: () => Promise<void>) => track(underWay.current.then(work)),
      note(cells: readonly SeenCell[]): void {
        for (const { row, column, value } of cells) {
          const own = { version: row.version, column, value };
          written.current.set(row.id, [...(written.current.get(row.id) ?? []), own]);
        }
      },
      /** The cells with the versions that their records have since this page's own writes. */
      async withOwnVersions<Cell extends SeenCell>(cells: Cell[]): Promise<Cell[]> {
        const stale = ({ row }: SeenCell) =>
          written.current.get(row.id)?.some(({ version }) => version === row.version);
        if (!cells.some(stale)) return cells;
        const { renewVersions } = await import("./renew-versions");
        return renewVersions(table, cells, written.current, rowNow);
      },
    };
  }, [table, rowNow]);
}

export type OwnWrites = ReturnType<typeof useOwnWrites>;
