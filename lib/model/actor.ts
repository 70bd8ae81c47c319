import { AppError } from "./errors";

/** Ordered by power: each role may do all that the ones before it may. */
export const ROLES = ["viewer", "editor", "admin"] as const;
export type Role = (typeof ROLES)[number];

/** The person (or the person on whose behalf a worker) acts. */
export interface Actor {
  id: string;
  email: string;
  name: string | null;
  role: Role;
}

export function hasRole(actor: Pick<Actor, "role">, atLeast: Role): boolean {
  return ROLES.indexOf(actor.role) >= ROLES.indexOf(atLeast);
}

/** Who may see and steer a task: its owner and every admin. The UI asks the same function as the verbs. */
export function canControlTask(actor: Actor, task: { actorId: string }): boolean {
  return actor.id === task.actorId || hasRole(actor, "admin");
}

/** @throws AppError FORBIDDEN */
export function assertRole(actor: Actor, atLeast: Role, doing: string): void {
  if (!hasRole(actor, atLeast)) {
    throw new AppError("FORBIDDEN", `Your role (${actor.role}) doesn't allow you to ${doing}.`);
  }
}
