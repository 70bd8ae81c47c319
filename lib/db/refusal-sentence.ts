import type { PostgresError } from "./postgres-error";

interface Words {
  /** The column to blame, or what stands for one. */
  what: string;
  /** The table whose records refer to this one, where that is the reason. */
  refers: string | undefined;
  /** A constraint's name in words; null where they are not for everybody. */
  rule: (constraint: string) => string | null;
}

/** What the author of a trigger or function says. Its condition's bare name, which `raise` puts where nothing is said, is no sentence. */
function authorsWords({ code, message, routine }: PostgresError): string | undefined {
  const raised = routine === "exec_stmt_raise" || routine === "exec_stmt_assert";
  if (!raised && code !== "P0001" && ITS_OWN.test(code)) return undefined;
  const [line = ""] = message.split("\n", 1);
  return line.trim() === "" || line === code || /^[a-z]+(_[a-z]+)+$/.test(line) ? undefined : line.trim().slice(0, 300);
}

/** Classes that Postgres itself uses; whatever else has been raised by somebody's own code. */
const ITS_OWN = /^(0[0-9A-Z]|1[0-9A-Z]|2[0-9A-Z]|3[0-9A-Z]|4[0-9A-Z]|5[0-9A-Z]|F0|HV|P0|XX)/;

export const referredTo = (label: string): string => `Other records (${label}) still refer to this one.`;

export const notUnique = (what: string): string => `${what} must be unique, and another record already has this value.`;
export const notUniqueWithin = (what: string): string =>
  `${what} must be unique, and a record of the same task keeps this value.`;

const PUBLISHED =
  "The table is published for replication in a way that takes no edits: an admin has to publish its generated columns, or change its replica identity.";

export const breaksRule = (rule: string | null): string =>
  rule === null ? "Breaks a rule of the database." : `Breaks the rule “${rule}”.`;

/** A refusal in a sentence for people, without anything that the database itself says in its own words. */
export function refusalSentence(error: PostgresError, words: Words): string {
  return authorsWords(error) ?? ofSource(error) ?? SENTENCES[error.code]?.(words, error) ?? ofClass(error, words);
}

/** What one code says of several things is told apart by who says it. */
function ofSource({ routine }: PostgresError): string | undefined {
  switch (routine) {
    case "CheckCmdReplicaIdentity":
      return PUBLISHED;
    case "RewriteQuery":
      return "A rule of the database (CREATE RULE) keeps Swath from writing to this table.";
    case "ExecFindPartition":
      return "The table has no partition for a record like this.";
    case "ExecPartitionCheckEmitError":
      return "The record would no longer belong to its partition of the table.";
    default:
      return undefined;
  }
}

const SENTENCES: Record<string, (words: Words, error: PostgresError) => string> = {
  "21000": () => "A rule of the database (a trigger or function) finds more than one record where it expects one.",
  "22001": ({ what }) => `${what} would be too long.`,
  "22003": ({ what }) => `${what} would be too large or too small.`,
  "22007": ({ what }) => `${what} would not be a valid date or time.`,
  "22008": ({ what }) => `${what} would not be a valid date or time.`,
  "22012": () => "The change would divide by zero.",
  "2200H": () => "The database has no more numbers for records like this: a sequence has ended.",
  "2201B": () => "The regular expression is not valid.",
  "23001": ({ refers }) => referredTo(refers ?? "another table"),
  "23502": ({ what }) => `${what} must not be empty.`,
  "23503": ({ what, refers }) => (refers ? referredTo(refers) : `${what} refers to a record that does not exist.`),
  "23505": ({ what }) => notUnique(what),
  "23514": ({ rule }, { constraint }) => breaksRule(constraint ? rule(constraint) : null),
  "23P01": ({ rule }, { constraint }) => {
    const named = constraint ? rule(constraint) : null;
    return named === null ? "Overlaps with another record." : `Overlaps with another record (${named}).`;
  },
  "25006": () => "The database takes no writes at present: it is read-only.",
  "428C9": () => "The database computes a column of this change by itself, so it can’t be written.",
  "42501": () =>
    "The database does not allow this record to be written (a row-level policy, or a right that Swath’s account lacks).",
  "42P10": () => PUBLISHED,
  "42P17": () => "The row-level policies of the table refer to themselves in a circle: an admin has to mend them.",
  "44000": () => "You would not be allowed to see or edit a record like this.",
};

function ofClass({ code, where }: PostgresError, { what }: Words): string {
  if (code.startsWith("22")) return `${what} would not be a valid value.`;
  if (code.startsWith("54")) return `${what} would be too large for the database to store or index.`;
  // The context is there for parameters, too: it counts where nothing else can be meant.
  if (where) return `A trigger or function of the database fails on this record (${code}).`;
  if (code.startsWith("23")) return "Breaks a rule of the database.";
  return `${what} was refused by the database (${code}).`;
}
