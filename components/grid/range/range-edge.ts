import { cx } from "@/components/ui/cx";

/** The borders that a cell draws of the range around it. */
export function edgeClass(top: boolean, right: boolean, bottom: boolean, left: boolean): string {
  return cx(top && "border-t", right && "border-r", bottom && "border-b", left && "border-l");
}
