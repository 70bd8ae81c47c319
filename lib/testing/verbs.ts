import type { z } from "zod";
import type { Ctx } from "@/lib/ctx";
import { ListAuditInput, listAudit as listAuditVerb } from "@/lib/audit/list-audit";
import { ListParseErrorsInput, listParseErrors as listParseErrorsVerb } from "@/lib/bulk/import/list-parse-errors";
import { planImport as planImportVerb } from "@/lib/bulk/import/plan-import";
import { ApplyPlanInput, applyPlan as applyPlanVerb } from "@/lib/bulk/plan/apply-plan";
import { DryRunInput, dryRunPlan as dryRunPlanVerb } from "@/lib/bulk/plan/dry-run-plan";
import { InsertRecordInput, insertRecord as insertRecordVerb } from "@/lib/bulk/plan/insert-record";
import { PlanDuplicatesInput, planDuplicates as planDuplicatesVerb } from "@/lib/bulk/plan/plan-duplicates";
import { PlanInsertsInput, planInserts as planInsertsVerb } from "@/lib/bulk/plan/plan-inserts";
import { PlanTaskInput, planTask as planTaskVerb } from "@/lib/bulk/plan/plan-task";
import { PlanValuesInput, planValues as planValuesVerb } from "@/lib/bulk/plan/plan-values";
import { PreviewPlanInput, previewPlan as previewPlanVerb } from "@/lib/bulk/plan/preview-plan";
import { ListChangesInput, listChanges as listChangesVerb } from "@/lib/bulk/report/list-changes";
import { ListOutcomesInput, listOutcomes as listOutcomesVerb } from "@/lib/bulk/report/list-outcomes";
import { ListUnprocessedInput, listUnprocessed as listUnprocessedVerb } from "@/lib/bulk/report/list-unprocessed";
import { ListTasksInput, listTasks as listTasksVerb } from "@/lib/bulk/task/list-tasks";
import { UndoLastInput, redoLast as redoLastVerb, undoLast as undoLastVerb } from "@/lib/bulk/undo/undo-last";
import { ChangeSettingsInput, changeSettings as changeSettingsVerb } from "@/lib/catalogue/settings/change-settings";
import { ListDeliveriesInput, listDeliveries as listDeliveriesVerb } from "@/lib/notify/list-deliveries";
import { ExportRecordsInput, exportRecords as exportRecordsVerb } from "@/lib/tables/export/export-records";
import { ColumnFacetsInput, columnFacets as columnFacetsVerb } from "@/lib/tables/list/column-facets";
import { CountRecordsInput, countRecords as countRecordsVerb } from "@/lib/tables/list/count-records";
import { ListRecordsInput, listRecords as listRecordsVerb } from "@/lib/tables/list/list-records";
import {
  SummariseSelectionInput,
  summariseSelection as summariseSelectionVerb,
} from "@/lib/tables/list/summarise-selection";
import { RecordHistoryInput, recordHistory as recordHistoryVerb } from "@/lib/tables/record/record-history";
import { ReferenceLabelsInput, referenceLabels as referenceLabelsVerb } from "@/lib/tables/references/reference-labels";
import { ListUsersInput, listUsers as listUsersVerb } from "@/lib/users/list-users";
import { ImportSpec } from "@/lib/bulk/import/import-spec";

/** A verb as its edge calls it: the input is parsed first, and may leave out what has a default. */
function atTheEdge<S extends z.ZodType, Rest extends unknown[], T>(
  schema: S,
  verb: (ctx: Ctx, input: z.output<S>, ...rest: Rest) => Promise<T>,
): (ctx: Ctx, input: z.input<S>, ...rest: Rest) => Promise<T> {
  return async (ctx, input, ...rest) => verb(ctx, await schema.parseAsync(input), ...rest);
}

/** What a verb of these is asked with: `Asked<typeof planTask>["selection"]`. */
export type Asked<Verb extends (ctx: Ctx, input: never, ...rest: never[]) => unknown> = Parameters<Verb>[1];

export const applyPlan = atTheEdge(ApplyPlanInput, applyPlanVerb);
export const changeSettings = atTheEdge(ChangeSettingsInput, changeSettingsVerb);
export const columnFacets = atTheEdge(ColumnFacetsInput, columnFacetsVerb);
export const countRecords = atTheEdge(CountRecordsInput, countRecordsVerb);
export const dryRunPlan = atTheEdge(DryRunInput, dryRunPlanVerb);
export const exportRecords = atTheEdge(ExportRecordsInput, exportRecordsVerb);
export const insertRecord = atTheEdge(InsertRecordInput, insertRecordVerb);
export const listAudit = atTheEdge(ListAuditInput, listAuditVerb);
export const listChanges = atTheEdge(ListChangesInput, listChangesVerb);
export const listDeliveries = atTheEdge(ListDeliveriesInput, listDeliveriesVerb);
export const listOutcomes = atTheEdge(ListOutcomesInput, listOutcomesVerb);
export const listParseErrors = atTheEdge(ListParseErrorsInput, listParseErrorsVerb);
export const listRecords = atTheEdge(ListRecordsInput, listRecordsVerb);
export const listTasks = atTheEdge(ListTasksInput, listTasksVerb);
export const listUnprocessed = atTheEdge(ListUnprocessedInput, listUnprocessedVerb);
export const listUsers = atTheEdge(ListUsersInput, listUsersVerb);
export const planDuplicates = atTheEdge(PlanDuplicatesInput, planDuplicatesVerb);
export const planImport = atTheEdge(ImportSpec, planImportVerb);
export const planInserts = atTheEdge(PlanInsertsInput, planInsertsVerb);
export const planTask = atTheEdge(PlanTaskInput, planTaskVerb);
export const planValues = atTheEdge(PlanValuesInput, planValuesVerb);
export const previewPlan = atTheEdge(PreviewPlanInput, previewPlanVerb);
export const recordHistory = atTheEdge(RecordHistoryInput, recordHistoryVerb);
export const redoLast = atTheEdge(UndoLastInput, redoLastVerb);
export const referenceLabels = atTheEdge(ReferenceLabelsInput, referenceLabelsVerb);
export const summariseSelection = atTheEdge(SummariseSelectionInput, summariseSelectionVerb);
export const undoLast = atTheEdge(UndoLastInput, undoLastVerb);
