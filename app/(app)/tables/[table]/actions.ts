"use server";

import { insertRecord, InsertRecordInput } from "@/lib/bulk/plan/insert-record";
import { planTask, PlanTaskInput } from "@/lib/bulk/plan/plan-task";
import { redoLast, undoLast, UndoLastInput } from "@/lib/bulk/undo/undo-last";
import { defineAction } from "@/lib/next/define-action";
import { deliverWithoutWorker } from "@/lib/notify/deliver-without-worker";
import { revertRecord, RevertRecordInput } from "@/lib/tables/record/revert-record";
import { saveRecordCell, SaveRecordCellInput } from "@/lib/tables/record/save-record-cell";
import {
  deleteView,
  renameView,
  RenameViewInput,
  setDefaultView,
  SetDefaultViewInput,
  ViewIdInput,
} from "@/lib/tables/views/change-view";
import { keepView, KeepViewInput } from "@/lib/tables/views/keep-view";
import { saveView, SaveViewInput } from "@/lib/tables/views/save-view";

export const planTaskAction = defineAction(PlanTaskInput, planTask);
export const insertRecordAction = defineAction(InsertRecordInput, insertRecord, deliverWithoutWorker);
export const saveCellAction = defineAction(SaveRecordCellInput, saveRecordCell);
export const revertRecordAction = defineAction(RevertRecordInput, revertRecord);
export const undoLastAction = defineAction(UndoLastInput, undoLast, deliverWithoutWorker);
export const redoLastAction = defineAction(UndoLastInput, redoLast, deliverWithoutWorker);
export const keepViewAction = defineAction(KeepViewInput, keepView);
export const saveViewAction = defineAction(SaveViewInput, saveView);
export const renameViewAction = defineAction(RenameViewInput, renameView);
export const deleteViewAction = defineAction(ViewIdInput, deleteView);
export const setDefaultViewAction = defineAction(SetDefaultViewInput, setDefaultView);
