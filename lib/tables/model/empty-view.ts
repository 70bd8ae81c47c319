import type { ViewState } from "./view-state";

export const EMPTY_VIEW: ViewState = { filter: null, search: "", sort: [], columns: {} };
