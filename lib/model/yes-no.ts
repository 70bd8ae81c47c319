/** How a boolean is written, wherever people read one or choose one. */
export const yesNo = (value: boolean): "yes" | "no" => (value ? "yes" : "no");
