"use server";

import { chooseTable, ChooseTableInput } from "@/lib/catalogue/choose-tables";
import { limitTask, LimitTaskInput } from "@/lib/bulk/task/limit-task";
import { defineAction } from "@/lib/next/define-action";
import {
  changeSetting,
  ChangeSettingInput,
  resetSetting,
  ResetSettingInput,
} from "@/lib/tables/settings/change-setting";
import { addPerson, AddPersonInput } from "@/lib/users/add-person";
import {
  changeRole,
  ChangeRoleInput,
  disableUser,
  enableUser,
  setPassword,
  UserIdInput,
} from "@/lib/users/change-user";

export const chooseTableAction = defineAction(ChooseTableInput, chooseTable);
export const limitTaskAction = defineAction(LimitTaskInput, limitTask);
export const changeRoleAction = defineAction(ChangeRoleInput, changeRole);
export const disableUserAction = defineAction(UserIdInput, disableUser);
export const enableUserAction = defineAction(UserIdInput, enableUser);
export const addPersonAction = defineAction(AddPersonInput, addPerson);
export const setPasswordAction = defineAction(UserIdInput, setPassword);
export const changeSettingAction = defineAction(ChangeSettingInput, changeSetting);
export const resetSettingAction = defineAction(ResetSettingInput, resetSetting);
