"use server";

import { z } from "zod";
import { endAllSessions } from "@/lib/auth/session";
import { defineAction } from "@/lib/next/define-action";
import { savePreference, SavePreferenceInput } from "@/lib/notify/preferences";

export const signOutEverywhereAction = defineAction(z.object({}), endAllSessions);
export const savePreferenceAction = defineAction(SavePreferenceInput, savePreference);
