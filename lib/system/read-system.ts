import { assertRole } from "@/lib/model/actor";
import type { Ctx } from "@/lib/ctx";
import type { SystemFacts } from "./facts";
import { type Problem, problemsOf } from "./judge";
import { readFacts } from "./read-facts";

export interface System {
  facts: SystemFacts;
  problems: Problem[];
}

/** How well the installation is. For admins. @throws AppError FORBIDDEN */
export async function readSystem({ db, actor }: Ctx): Promise<System> {
  assertRole(actor, "admin", "see how the system is");
  const facts = await readFacts(db);
  return { facts, problems: problemsOf(facts) };
}
