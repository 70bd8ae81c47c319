import type { Metadata } from "next";
import { createLoader, parseAsString, type SearchParams } from "nuqs/server";
import { UserList } from "@/components/admin/user-list";
import { UserSearch } from "@/components/admin/user-search";
import { requireCtx } from "@/lib/next/require-actor";
import { listUsers, USE_DAYS } from "@/lib/users/list-users";
import { changeRoleAction, disableUserAction, enableUserAction } from "@/app/(app)/admin/actions";

export const metadata: Metadata = { title: "Users" };

const load = createLoader({ q: parseAsString.withDefault(""), after: parseAsString });
const actions = { changeRole: changeRoleAction, disableUser: disableUserAction, enableUser: enableUserAction };

export default async function Users({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await requireCtx();
  const { q, after } = await load(searchParams);
  const text = q.trim().slice(0, 200);
  const page = await listUsers(ctx, { text, after: after?.slice(0, 320) ?? undefined });
  return (
    <>
      <UserSearch />
      <UserList page={page} text={text} days={USE_DAYS} self={ctx.actor.id} actions={actions} />
    </>
  );
}
