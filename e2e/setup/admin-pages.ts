export const ADMIN_PAGES = [
  "/admin",
  "/admin/users",
  "/admin/tables",
  "/admin/tables/places",
  "/admin/health",
  "/admin/deliveries",
  "/admin/audit",
];
