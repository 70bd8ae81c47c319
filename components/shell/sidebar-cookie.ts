/** Kept in a cookie, so that the server renders the width that the person chose: no jump on load. */
export const SIDEBAR_COOKIE = "swath_sidebar";

export function rememberSidebar(folded: boolean): void {
  document.cookie = `${SIDEBAR_COOKIE}=${folded ? "folded" : "open"}; path=/; max-age=31536000; samesite=lax`;
}
