/** Looks shared by everything that floats: menus, selects, popovers. */
export const FLOATING =
  "origin-(--transform-origin) rounded-md border border-hairline bg-surface text-ink shadow-float outline-none " +
  "transition-[opacity,scale] data-starting-style:scale-98 data-starting-style:opacity-0 " +
  "data-ending-style:scale-98 data-ending-style:opacity-0";

export const FLOATING_ITEM =
  "flex min-h-8 cursor-default items-center gap-2 rounded-sm px-2 py-1 text-base outline-none select-none " +
  "data-highlighted:bg-hover data-disabled:opacity-50 pointer-coarse:min-h-10";

/** Above sheets, below toasts; in one layer with dialogs, so that what opened last lies on top. */
export const FLOATING_LAYER = "z-60 outline-none";
