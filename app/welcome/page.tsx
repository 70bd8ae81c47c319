import type { Metadata } from "next";
import { Panel } from "@/components/ui/failure/panel";
import { redirect } from "next/navigation";
import { FirstAdminForm } from "@/components/shell/first-admin-form";
import { Wordmark } from "@/components/shell/wordmark";
import { leadsToFirstAdmin } from "@/lib/next/first-admin";
import { createFirstAdminAction } from "./actions";

export const metadata: Metadata = { title: "Welcome" };

interface WelcomeProps {
  searchParams: Promise<{ token?: string | string[] }>;
}

/** Where the link of the terminal leads: whoever follows it first becomes the admin. */
export default async function Welcome({ searchParams }: WelcomeProps) {
  const { token } = await searchParams;
  if (typeof token !== "string" || !(await leadsToFirstAdmin(token))) redirect("/sign-in");
  return (
    <main className="grid min-h-dvh place-items-center px-4 py-8">
      <div className="w-full max-w-sm">
        <Wordmark large />
        <h1 className="mt-6 text-2xl font-semibold tracking-tight text-balance">Welcome to your database</h1>
        <p className="mt-1 mb-6 text-muted">
          Become its first admin. You choose the tables next, and who else may edit them.
        </p>
        <Panel what="The form" className="">
          <FirstAdminForm action={createFirstAdminAction} token={token} />
        </Panel>
      </div>
    </main>
  );
}
