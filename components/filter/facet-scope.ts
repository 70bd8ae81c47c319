"use client";

import { createContext } from "react";
import type { Filter } from "@/lib/tables/model/filter";

/** What the table page shows now: the values of a column are counted among these records. */
export const FacetScope = createContext<{ filter: Filter | null; search: string }>({ filter: null, search: "" });
