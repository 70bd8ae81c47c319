"use client";

import { FolderPlus, Plus, Trash2 } from "lucide-react";
import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import { IconButton } from "@/components/ui/icon-button";
import { Select } from "@/components/ui/forms/select";
import type { Filter } from "@/lib/tables/model/filter";
import { isGroup } from "@/lib/tables/model/filter-group";
import { ruleText } from "@/lib/tables/model/filter-text";
import type { TableInfo } from "@/lib/tables/model/table-info";
import { type FilterNode, MAX_DEPTH, type NodePath, withAdded, withNode } from "./filter-tree";
import { newRule, ruleProblem } from "./rule-draft";
import { filterableColumns, RuleFields } from "./rule-fields";

export interface FilterGroupProps {
  table: TableInfo;
  group: Filter;
  /** The whole tree, and where in it this group stands. */
  root: Filter;
  path: NodePath;
  onChange: (root: Filter) => void;
  /** Somebody tried to apply the filter: say what is missing. */
  tried: boolean;
}

const JOINS = [
  { value: "and" as const, label: "all" },
  { value: "or" as const, label: "any" },
];

/** One group of the tree: all or any of its rules and groups, each of which can be changed and taken out. */
export function FilterGroup({ table, group, root, path, onChange, tried }: FilterGroupProps) {
  const change = (at: NodePath, to: FilterNode | null) => onChange(withNode(root, at, () => to));
  const number = numberOf(path);
  const place = number && ` in group ${number}`;
  const [first] = filterableColumns(table);
  return (
    <fieldset className={cx("flex min-w-0 flex-col gap-2", path.length > 0 && "rounded-md bg-sunken p-2")}>
      <legend className="sr-only">{number ? `Group ${number}` : "The whole filter"}</legend>
      <div className="flex items-center gap-2 text-sm">
        Match
        <Select
          size="sm"
          aria-label={`Match all or any${place}`}
          options={JOINS}
          value={group.join}
          onValueChange={(join) => change(path, { ...group, join })}
        />
        of these
        {path.length > 0 && (
          <IconButton
            size="sm"
            className="ml-auto"
            label={`Remove group ${number}`}
            icon={<Trash2 className="size-4" />}
            onClick={() => change(path, null)}
          />
        )}
      </div>
      {group.rules.map((node, i) => {
        const at = [...path, i];
        // Rules have no identity but their place: when places move, the fields begin anew from their rules.
        const key = `${group.rules.length}-${i}`;
        return isGroup(node) ? (
          <FilterGroup key={key} table={table} group={node} root={root} path={at} onChange={onChange} tried={tried} />
        ) : (
          <div key={key} role="group" aria-label={`Rule ${numberOf(at)}`} className="flex gap-2">
            <RuleFields
              inline
              table={table}
              rule={node}
              error={tried ? ruleProblem(table, node) : null}
              onChange={(rule) => change(at, rule)}
            />
            <IconButton
              label={`Remove the rule ${ruleText(table, node)}`}
              icon={<Trash2 className="size-4" />}
              onClick={() => change(at, null)}
            />
          </div>
        );
      })}
      <div className="flex flex-wrap gap-1">
        <Button
          size="sm"
          variant="ghost"
          aria-label={`Add a rule${place}`}
          onClick={() => first && onChange(withAdded(root, path, newRule(first)))}
        >
          <Plus className="size-3.5" aria-hidden /> Rule
        </Button>
        {path.length + 1 < MAX_DEPTH && (
          <Button
            size="sm"
            variant="ghost"
            aria-label={`Add a group${place}`}
            onClick={() =>
              first && onChange(withAdded(root, path, { join: flipped(group.join), rules: [newRule(first)] }))
            }
          >
            <FolderPlus className="size-3.5" aria-hidden /> Group
          </Button>
        )}
      </div>
    </fieldset>
  );
}

/** "2.1": the first node of the second one. */
function numberOf(path: NodePath): string {
  return path.map((i) => i + 1).join(".");
}

/** A group inside of another makes sense only where it joins the other way. */
function flipped(join: Filter["join"]): Filter["join"] {
  return join === "and" ? "or" : "and";
}
