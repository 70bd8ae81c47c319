"use client";

import { createContext } from "react";
import type { CellEditing } from "./use-cell-editing";

/** By context, so that a keystroke draws the editor again and not every row. */
export const CellEditingContext = createContext<CellEditing | null>(null);
