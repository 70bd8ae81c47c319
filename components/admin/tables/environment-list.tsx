import { yesNo } from "@/lib/model/yes-no";
import { Disclosure } from "@/components/ui/disclosure";
import { counted, number } from "@/lib/model/locale";
import type { EnvironmentSetting } from "@/lib/system/environment-settings";
import { DataTable } from "@/components/admin/health/data-table";

/** Settings that hold for the whole installation; changed where it is deployed, not here. */
export function EnvironmentList({ settings }: { settings: EnvironmentSetting[] }) {
  const set = settings.filter(({ source }) => source === "environment").length;
  return (
    <section aria-label="All tables">
      <h2 className="text-lg font-semibold">All tables</h2>
      <p className="text-muted">
        Set in the environment where Swath is deployed; as this web process has them. A worker may have others.
      </p>
      <Disclosure
        className="mt-2"
        summary={`${counted(settings.length, "setting")} in force, ${number(set)} from the environment`}
      >
        <DataTable
          label="Settings of the installation"
          columns={[{ label: "Setting" }, { label: "In force" }, { label: "Comes from" }]}
          rows={settings.map(({ name, value, source }) => ({
            key: name,
            cells: [
              <code key="name" className="font-mono text-sm">
                {name}
              </code>,
              valueText(value),
              source === "environment" ? (
                "the environment"
              ) : (
                <span key="source" className="text-muted">
                  default
                </span>
              ),
            ],
          }))}
        />
      </Disclosure>
    </section>
  );
}

function valueText(value: EnvironmentSetting["value"]): string {
  if (value === null) return "not set";
  if (typeof value === "boolean") return yesNo(value);
  return typeof value === "number" ? number(value) : value;
}
