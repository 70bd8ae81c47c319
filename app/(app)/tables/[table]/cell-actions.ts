"use server";

import { defineAction } from "@/lib/next/define-action";
import { saveRecordCell, SaveRecordCellInput } from "@/lib/tables/save-record-cell";

export const saveCellAction = defineAction(SaveRecordCellInput, saveRecordCell);
