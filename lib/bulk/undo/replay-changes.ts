/** One thing that a person did to a table: a write of a single record, or a bulk task. */
export interface OwnChange {
  /** Of a task its id, of a single write its time (the record may be called otherwise by now). */
  key: string;
  /** The key of the change that this one took back. */
  undoes: string | null;
}

export interface UndoStacks<T> {
  /** What Ctrl+Z takes back next is the last of them. */
  undo: T[];
  /** What Ctrl+Shift+Z brings again next is the last: the undo that is to be undone. */
  redo: T[];
}

/**
 * Reads off a person's changes, oldest first, what can be undone and redone, as an editor's undo stack would have it:
 * an undo moves a change from one stack to the other, undoing the undo brings it back, and anything new empties `redo`.
 */
export function replayChanges<T extends OwnChange>(changes: readonly T[]): UndoStacks<T> {
  const stacks: UndoStacks<T> = { undo: [], redo: [] };
  for (const change of changes) {
    if (change.undoes === null) {
      stacks.undo.push(change);
      stacks.redo = [];
    } else if (take(stacks.undo, change.undoes)) stacks.redo.push(change);
    else if (take(stacks.redo, change.undoes)) stacks.undo.push(change);
  }
  return stacks;
}

function take(stack: OwnChange[], key: string): boolean {
  const at = stack.findIndex((change) => change.key === key);
  if (at === -1) return false;
  stack.splice(at, 1);
  return true;
}
