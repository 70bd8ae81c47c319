import type { Metadata } from "next";
import { Panel } from "@/components/ui/failure/panel";
import { createLoader, parseAsString, type SearchParams } from "nuqs/server";
import { AddPerson } from "@/components/admin/people/add-person";
import { UserList } from "@/components/admin/people/user-list";
import { UserSearch } from "@/components/admin/people/user-search";
import { requireCtx } from "@/lib/next/require-actor";
import { listUsers, ListUsersInput, USE_DAYS } from "@/lib/users/list-users";
import {
  addPersonAction,
  changeRoleAction,
  disableUserAction,
  enableUserAction,
  setPasswordAction,
} from "@/app/(app)/admin/actions";

export const metadata: Metadata = { title: "Users" };

const load = createLoader({ q: parseAsString.withDefault(""), after: parseAsString });
const actions = {
  changeRole: changeRoleAction,
  disableUser: disableUserAction,
  enableUser: enableUserAction,
  setPassword: setPasswordAction,
};

export default async function Users({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await requireCtx();
  const { q, after } = await load(searchParams);
  const asked = ListUsersInput.parse({ text: q.trim().slice(0, 200), after: after?.slice(0, 320) });
  const page = await listUsers(ctx, asked);
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-2 p-4">
        <UserSearch />
        <AddPerson onAdd={addPersonAction} />
      </div>
      <Panel what="The list of people">
        <UserList page={page} text={asked.text} days={USE_DAYS} self={ctx.actor.id} actions={actions} />
      </Panel>
    </>
  );
}
