"use client";

import { Keyboard, Plus, Search } from "lucide-react";
import { useState } from "react";
import { AddFilter } from "@/components/filter/add-filter";
import { FilterBar } from "@/components/filter/filter-bar";
import type { FailedRead } from "@/components/http/failed-read";
import { ReadProblem } from "@/components/ui/failure/read-problem";
import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import { IconButton } from "@/components/ui/icon-button";
import { Skeleton } from "@/components/ui/skeleton";
import { ToolButton } from "@/components/ui/tool-button";
import { countText } from "@/components/grid/records/count-text";
import { isNarrowed } from "@/components/grid/records/grid-params";
import { MoreTools } from "./more-tools";
import { PageTools, type PageToolsProps } from "./page-tools";
import { SearchBox } from "./search-box";
import type { PageSheet } from "./table-overlays";

export interface TableHeadProps extends Omit<PageToolsProps, "onImport" | "onDone"> {
  /** How many there are could not be read, perhaps. */
  counting: FailedRead;
  /** The records themselves could be read; else they say what is wrong. */
  listed: boolean;
  onSheet: (sheet: PageSheet) => void;
}

/**
 * Name and count of the table, search, what can be done with it as a whole; the filter below. On a phone one row: the
 * search takes the place of the name while it is in use, and the tools are behind one button.
 */
export function TableHead({ onSheet, counting, listed, ...rest }: TableHeadProps) {
  const { table, page, count, mayAdd } = rest;
  const { query, setQuery } = page;
  const [searching, setSearching] = useState(false);
  const [more, setMore] = useState(false);
  const open = (sheet: PageSheet) => {
    setMore(false);
    onSheet(sheet);
  };
  const tools = <PageTools {...rest} onImport={() => open("import")} onDone={() => setMore(false)} />;
  const searchShown = searching || query.search !== "";
  const setFilter = (filter: typeof query.filter) => setQuery({ filter });
  return (
    <div className="flex flex-col gap-1.5 border-b border-hairline bg-page px-3 py-2 max-md:py-1 md:px-4">
      <div className="flex items-center gap-x-3 max-md:gap-x-2">
        <h1
          className={cx(
            "text-xl font-semibold tracking-tight whitespace-nowrap max-md:truncate",
            searchShown && "max-md:sr-only",
          )}
        >
          {table.label}
        </h1>
        <p className="tabular shrink-0 text-muted" aria-live="polite">
          {count
            ? `${countText(count)}${isNarrowed(query) ? " matching" : ""}`
            : !counting.error && <Skeleton className="inline-block h-4 w-16 align-middle" />}
        </p>
        {listed && <ReadProblem query={counting} what="How many there are" />}
        <div className={cx("ml-auto flex min-w-0 items-center gap-1.5 max-md:gap-0", searchShown && "max-md:flex-1")}>
          <SearchBox
            value={query.search}
            onSearch={(search) => setQuery({ search })}
            label={`Search ${table.label}`}
            className={cx(!searchShown && "max-md:hidden")}
            focused={searching}
            onLeave={() => setSearching(false)}
          />
          {!searchShown && (
            <IconButton
              label="Search"
              tooltip={false}
              icon={<Search className="size-5" />}
              className="md:hidden"
              onClick={() => setSearching(true)}
            />
          )}
          {query.filter === null && <AddFilter table={table} onAdd={setFilter} className="md:hidden" />}
          {mayAdd && (
            <Button onClick={() => open("new")} className="max-md:hidden">
              <Plus className="size-4" aria-hidden /> New record
            </Button>
          )}
          <MoreTools open={more} onOpenChange={setMore}>
            {mayAdd && (
              <ToolButton
                icon={<Plus className="size-4" aria-hidden />}
                label="New record"
                className="md:hidden"
                onClick={() => open("new")}
              />
            )}
            {tools}
          </MoreTools>
          <div className="flex items-center gap-1.5 max-lg:hidden max-[1400px]:gap-0.5">
            {tools}
            <IconButton label="Keyboard" icon={<Keyboard className="size-4" />} onClick={() => open("keys")} />
          </div>
        </div>
      </div>
      <div className={cx(query.filter === null && "max-md:hidden")}>
        <FilterBar table={table} filter={query.filter} onChange={setFilter} />
      </div>
    </div>
  );
}
