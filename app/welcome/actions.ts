"use server";

import { unstable_rethrow } from "next/navigation";
import type { FirstAdminState } from "@/components/shell/first-admin-form";
import { FirstAdminInput } from "@/lib/auth/first-admin";
import { becomeFirstAdmin } from "@/lib/next/first-admin";
import { signIn } from "@/lib/next/auth";
import { toFailure } from "@/lib/next/to-failure";

/** Public on purpose: nobody can be signed in yet. The link's token is the right to do it. */
export async function createFirstAdminAction(_state: FirstAdminState, form: FormData): Promise<FirstAdminState> {
  const given = Object.fromEntries(["token", "email", "name", "password"].map((name) => [name, form.get(name) ?? ""]));
  const kept = { email: String(given.email).slice(0, 320), name: String(given.name).slice(0, 200) };
  try {
    const input = FirstAdminInput.parse(given);
    await becomeFirstAdmin(input);
    await signIn("credentials", { email: input.email, password: input.password, redirectTo: "/admin/tables" });
    return { ...kept, fields: {} };
  } catch (error) {
    unstable_rethrow(error);
    const failure = toFailure(error, "the first admin");
    const fields = failure.fields;
    return { ...kept, fields, message: Object.keys(fields).length > 0 ? undefined : failure.message };
  }
}
