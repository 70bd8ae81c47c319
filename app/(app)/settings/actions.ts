"use server";

import { defineAction } from "@/lib/next/define-action";
import { savePreference, SavePreferenceInput } from "@/lib/notify/preferences";

export const savePreferenceAction = defineAction(SavePreferenceInput, savePreference);
