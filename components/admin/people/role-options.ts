import { type Role, ROLES } from "@/lib/model/actor";

/** The roles to choose from, by power. */
export const ROLE_OPTIONS: { value: Role; label: string }[] = ROLES.map((role) => ({
  value: role,
  label: role.charAt(0).toUpperCase() + role.slice(1),
}));
