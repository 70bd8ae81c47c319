import { z } from "zod";
import { READERS, VARIABLES } from "@/lib/env-variables";

const Described = z.object({
  by: z.enum(READERS),
  description: z.string(),
  default: z.union([z.string(), z.number(), z.boolean()]).optional(),
  enum: z.array(z.string()).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
});

const HEAD = `# The environment of Swath, made from lib/env-variables.ts by \`npm run env:example\`.
# \`npm start\` on a laptop needs none of it. Elsewhere copy it to .env, or set the same in the host's own way.
# What begins with # is optional and shows its default.`;

/** The text of `.env.example`: every variable that people set, with its meaning, its limits and its default. */
export function envExample(): string {
  const { properties = {}, required = [] } = z.toJSONSchema(z.object(VARIABLES), { unrepresentable: "any" });
  const variables = Object.entries(properties).flatMap(([name, property]) => {
    const { success, data } = Described.safeParse(property);
    return success ? [{ name, needed: required.includes(name) && data.default === undefined, ...data }] : [];
  });
  const paragraphs = variables.map(
    (each) =>
      `# ${each.description} ${[limits(each), `[${each.by}]`].filter(Boolean).join(" ")}\n` +
      `${each.needed ? "" : "# "}${each.name}=${each.default ?? ""}`,
  );
  return `${[HEAD, ...paragraphs].join("\n\n")}\n`;
}

function limits(given: z.infer<typeof Described>): string {
  if (given.enum) return `One of ${given.enum.join(", ")}.`;
  const { minimum, maximum } = given;
  if (minimum === undefined) return "";
  return maximum === undefined || maximum === Number.MAX_SAFE_INTEGER
    ? `${minimum} or more.`
    : `From ${minimum} to ${maximum}.`;
}
