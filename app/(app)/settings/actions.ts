"use server";

import { defineAction } from "@/lib/next/define-action";
import { savePreference, SavePreferenceInput } from "@/lib/notify/preferences";
import { changeOwnPassword, ChangeOwnPasswordInput } from "@/lib/users/change-own-password";

export const savePreferenceAction = defineAction(SavePreferenceInput, savePreference);
export const changeOwnPasswordAction = defineAction(ChangeOwnPasswordInput, changeOwnPassword);
