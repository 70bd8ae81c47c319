import { useDeferredValue, useState } from "react";

/** True from when it is first wanted on; what is there now stays on the page until the code that takes its place has loaded. */
export function useFirstWanted(wanted: boolean): boolean {
  const [ever, setEver] = useState(wanted);
  if (wanted && !ever) setEver(true);
  return useDeferredValue(ever, false);
}
