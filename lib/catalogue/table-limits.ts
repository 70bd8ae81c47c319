import type { TableDef } from "@/lib/tables/table-def";
import type { TableFacts } from "./table-facts";

const NO_WRITES: Partial<Record<TableFacts["relation"], string>> = {
  materialized_view: "This is a materialised view: its records come from its query.",
};

/** Why a verb is not possible with a table, whoever asks: what it is, and what the connected role may do. */
export function tableLimits(facts: TableFacts): TableDef["limits"] {
  const writable = facts.columns.some(({ may, generated }) => may.update && generated === null);
  return {
    edit: whyNot(facts, "update", "edited") ?? (facts.may.update || writable ? null : noRight("UPDATE")),
    insert: whyNot(facts, "insert", "added") ?? (facts.may.insert ? null : noRight("INSERT")),
    delete: whyNot(facts, "delete", "deleted") ?? (facts.may.delete ? null : noRight("DELETE")),
  };
}

/**
 * Events whose rules (CREATE RULE) are in the way of a verb: they rewrite what is written with its history. What is
 * deleted must be brought back by an insert, and an insert that minds those who were first knows no rules for updates.
 */
const EVENTS: Record<keyof TableFacts["writable"], TableFacts["rules"][number]["event"][]> = {
  update: ["update"],
  insert: ["insert", "update"],
  delete: ["delete", "insert", "update"],
};

function whyNot(facts: TableFacts, verb: keyof TableFacts["writable"], done: string): string | null {
  const { relation, writable, hasChildren } = facts;
  if (NO_WRITES[relation]) return NO_WRITES[relation];
  if (facts.losesRecords && verb === "update")
    return "This view shows some records of its table, and an edit could take one out of it: edit the table, or give the view a check option.";
  // What a view does not show could not be brought back.
  if (relation === "view" && (verb !== "update" || !writable.update))
    return `This is a view: records are ${done} in the table that it shows.`;
  if (relation === "foreign")
    return "This table is on another server, which tells no row versions: it can be read only.";
  // A record of an inheriting table has columns that this one doesn't know, so it could not be brought back.
  if (hasChildren && verb !== "update") return `Other tables inherit from this one: records are ${done} there.`;
  const rule = facts.rules.find(({ event }) => EVENTS[verb].includes(event));
  if (rule) return `Records of this table can’t be ${done}: a rule of the database (${rule.name}) stands in between.`;
  if (verb === "insert" && facts.columns.some(({ name, generated }) => generated && facts.key?.columns.includes(name)))
    return "Records can’t be added here: their key is computed by the database.";
  return writable[verb] ? null : `Records of this table can’t be ${done}.`;
}

const noRight = (right: string) => `The database account of Swath lacks the right to do this (${right}).`;
