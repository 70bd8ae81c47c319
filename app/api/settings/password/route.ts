import { changePasswordAndStay } from "@/lib/next/change-password-and-stay";
import { defineRoute } from "@/lib/next/define-route";
import { ChangeOwnPasswordInput } from "@/lib/users/change-own-password";

// No action: after one, Next would draw the page again as the session that has just ended.
export const POST = defineRoute({ body: ChangeOwnPasswordInput }, async (ctx, { body }) => {
  await changePasswordAndStay(ctx, body);
  return { changed: true };
});
