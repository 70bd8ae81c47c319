import Link from "next/link";
import { LocalTime } from "@/components/values/local-time";
import { Badge } from "@/components/ui/badge";
import { buttonClass } from "@/components/ui/button-class";
import { counted, number } from "@/lib/model/locale";
import type { UserPage, UserRow } from "@/lib/users/list-users";
import { UserControls, type UserActions } from "./user-controls";

export interface UserListProps {
  page: UserPage;
  /** What was searched for. */
  text: string;
  /** Over how many days use is counted. */
  days: number;
  /** The admin who looks. */
  self: string;
  actions: UserActions;
}

/** Everybody who may sign in, what they did lately, and what an admin may change about them. */
export function UserList({ page, text, days, self, actions }: UserListProps) {
  if (page.users.length === 0) {
    return (
      <p className="border-y border-hairline bg-surface px-4 py-6 text-center text-muted">
        {text === "" ? "Nobody comes after these." : `Nobody’s name or address contains “${text}”.`}
      </p>
    );
  }
  const more = new URLSearchParams({ ...(text !== "" && { q: text }), after: page.next ?? "" });
  return (
    <>
      <ul aria-label="Users" className="divide-y divide-hairline border-y border-hairline bg-surface">
        {page.users.map((user) => (
          <li
            key={user.id}
            className="grid items-center gap-x-6 gap-y-2 px-4 py-3 md:grid-cols-[minmax(0,1fr)_21rem] xl:grid-cols-[minmax(0,1fr)_minmax(0,16rem)_21rem]"
          >
            <Person user={user} self={user.id === self} />
            <Use user={user} days={days} />
            <div className="md:max-xl:col-start-2 md:max-xl:row-span-2 md:max-xl:row-start-1">
              <UserControls user={user} self={user.id === self} actions={actions} />
            </div>
          </li>
        ))}
      </ul>
      {page.next !== null && (
        <div className="flex justify-center p-4">
          <Link href={`/admin/users?${more}`} className={buttonClass("secondary")}>
            Next people
          </Link>
        </div>
      )}
    </>
  );
}

function Person({ user, self }: { user: UserRow; self: boolean }) {
  return (
    <div className="min-w-0">
      <p className="flex min-w-0 items-center gap-2">
        <span className="truncate font-medium">{user.name ?? user.email}</span>
        {self && <Badge>You</Badge>}
        {user.disabledAt && <Badge tone="danger">Disabled</Badge>}
      </p>
      <p className="truncate text-sm text-muted">
        {user.email} · since <LocalTime at={user.createdAt} withDate="always" />
      </p>
    </div>
  );
}

function Use({ user, days }: { user: UserRow; days: number }) {
  return (
    <div className="text-sm tabular">
      <p>
        {counted(user.tasks, "task")} · {counted(user.records, "record")} changed
      </p>
      <p className="text-muted">
        in {counted(days, "day")}
        {user.running > 0 && ` · ${number(user.running)} in progress`}
      </p>
    </div>
  );
}
