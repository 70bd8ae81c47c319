export const ADMIN_PAGES = [
  "/admin",
  "/admin/users",
  "/admin/tables",
  "/admin/health",
  "/admin/deliveries",
  "/admin/audit",
];
