"use server";

import { changeSettings, ChangeSettingsInput } from "@/lib/catalogue/settings/change-settings";
import { limitTask, LimitTaskInput } from "@/lib/bulk/task/limit-task";
import { defineAction } from "@/lib/next/define-action";
import { addPerson, AddPersonInput } from "@/lib/users/add-person";
import {
  changeRole,
  ChangeRoleInput,
  disableUser,
  enableUser,
  setPassword,
  UserIdInput,
} from "@/lib/users/change-user";

export const limitTaskAction = defineAction(LimitTaskInput, limitTask);
export const changeRoleAction = defineAction(ChangeRoleInput, changeRole);
export const disableUserAction = defineAction(UserIdInput, disableUser);
export const enableUserAction = defineAction(UserIdInput, enableUser);
export const addPersonAction = defineAction(AddPersonInput, addPerson);
export const setPasswordAction = defineAction(UserIdInput, setPassword);
export const changeSettingsAction = defineAction(ChangeSettingsInput, changeSettings);
