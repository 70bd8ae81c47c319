/** A record that will be written, and whose unique values it wants: ids of the records that hold them now. */
export interface Mover {
  id: string;
  behind: string[];
}

/** Records that pass their values round. Once the first ones have let go of theirs, the others can be written in order. */
export interface Circle {
  park: string[];
  follow: string[];
}

export interface Arrangement {
  /** Each of them gets a value that is free by then. */
  order: string[];
  circles: Circle[];
  /** Who waits for a record of a circle, without being of it. */
  after: string[];
  /** Who wants the value of a record that is not written, or of one that waits for such a record. */
  held: string[];
}

/**
 * Puts records into the order in which unique values can be handed on: Postgres checks a unique index row by row, so a
 * record can take a value only once its holder has left it.
 */
export function arrangeMoves(movers: Mover[]): Arrangement {
  const behind = new Map(movers.map((mover) => [mover.id, mover.behind]));
  const held = heldUp(behind);
  for (const id of held) behind.delete(id);

  const order = inOrder(behind, new Set());
  for (const id of order) behind.delete(id);

  // Only who is waited for can be of a circle.
  const gone = new Set(order);
  const tails = new Map<string, string[]>();
  for (let found = lastOnes(behind); found.length > 0; found = lastOnes(behind)) {
    for (const id of found) {
      tails.set(id, behind.get(id) ?? []);
      behind.delete(id);
    }
  }
  const circles = groups(behind).map((ids) => opened(new Map(ids.map((id) => [id, behind.get(id) ?? []])), gone));
  const done = new Set([...order, ...behind.keys()]);
  return { order, circles, after: inOrder(tails, done), held };
}

type Waits = Map<string, string[]>;

function heldUp(behind: Waits): string[] {
  const followers = followersIn(behind);
  const held = new Set([...behind].filter(([, ids]) => ids.some((id) => !behind.has(id))).map(([id]) => id));
  for (const id of held) for (const follower of followers.get(id) ?? []) held.add(follower);
  return [...held];
}

function followersIn(behind: Waits): Waits {
  const followers: Waits = new Map();
  for (const [id, ids] of behind) for (const of of ids) followers.set(of, [...(followers.get(of) ?? []), id]);
  return followers;
}

/** Those that need wait for nobody, then those that wait for them, and so on. */
function inOrder(behind: Waits, done: ReadonlySet<string>): string[] {
  const followers = followersIn(behind);
  const waitsFor = new Map([...behind].map(([id, ids]) => [id, ids.filter((of) => !done.has(of)).length]));
  const order = [...behind.keys()].filter((id) => waitsFor.get(id) === 0);
  for (const id of order) {
    for (const follower of followers.get(id) ?? []) {
      const left = (waitsFor.get(follower) ?? 0) - 1;
      waitsFor.set(follower, left);
      if (left === 0) order.push(follower);
    }
  }
  return order;
}

function lastOnes(behind: Waits): string[] {
  const waitedFor = new Set([...behind.values()].flat());
  return [...behind.keys()].filter((id) => !waitedFor.has(id));
}

/** Records that have to do with each other, however indirectly. */
function groups(behind: Waits): string[][] {
  const followers = followersIn(behind);
  const seen = new Set<string>();
  return [...behind.keys()].flatMap((start) => {
    if (seen.has(start)) return [];
    const group = new Set([start]);
    for (const id of group) {
      const near = [...(behind.get(id) ?? []), ...(followers.get(id) ?? [])];
      for (const other of near) if (behind.has(other)) group.add(other);
    }
    for (const id of group) seen.add(id);
    return [[...group]];
  });
}

function opened(behind: Waits, gone: ReadonlySet<string>): Circle {
  const park: string[] = [];
  const follow: string[] = [];
  const done = new Set(gone);
  while (park.length + follow.length < behind.size) {
    const left = new Map([...behind].filter(([id]) => !done.has(id)));
    const next = park.length === 0 ? [] : inOrder(left, done);
    const parked = next.length === 0 ? [...left.keys()].slice(0, 1) : [];
    park.push(...parked);
    follow.push(...next);
    for (const id of [...parked, ...next]) done.add(id);
  }
  return { park, follow };
}
