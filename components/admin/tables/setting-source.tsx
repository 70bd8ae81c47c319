import { LocalTime } from "@/components/values/local-time";
import type { SettingInForce } from "@/lib/catalogue/settings/list-settings";

/** Where a setting in force comes from. */
export function SettingSource({ source }: Pick<SettingInForce, "source">) {
  if (source.kind === "default") return <span className="text-muted">default</span>;
  if (source.kind === "file") return <code className="font-mono text-sm">swath.config.ts</code>;
  return (
    <>
      {source.by}, <LocalTime at={source.at} />
    </>
  );
}
