"use server";

import { insertRecord, InsertRecordInput } from "@/lib/bulk/insert-record";
import { planTask, PlanTaskInput } from "@/lib/bulk/plan-task";
import { redoLast, undoLast, UndoLastInput } from "@/lib/bulk/undo-last";
import { defineAction } from "@/lib/next/define-action";
import { revertRecord, RevertRecordInput } from "@/lib/tables/revert-record";
import { saveRecordCell, SaveRecordCellInput } from "@/lib/tables/save-record-cell";

export const planTaskAction = defineAction(PlanTaskInput, planTask);
export const insertRecordAction = defineAction(InsertRecordInput, insertRecord);
export const saveCellAction = defineAction(SaveRecordCellInput, saveRecordCell);
export const revertRecordAction = defineAction(RevertRecordInput, revertRecord);
export const undoLastAction = defineAction(UndoLastInput, undoLast);
export const redoLastAction = defineAction(UndoLastInput, redoLast);
