import { STATE_WORDS } from "@/lib/bulk/model/states";
import { outcomeText, taskTitle } from "@/lib/bulk/model/task-text";
import type { EndedTask } from "./ended-task";
import { linksOf } from "./links";

const LONGEST_SUBJECT = 160;

export interface EmailMessage {
  subject: string;
  text: string;
  html: string;
}

/** What an e-mail says of the end of a task: how it ended, what became of the records, why, and where to look. */
export function emailMessage({ snapshot, task, reasons }: EndedTask, publicUrl: string | undefined): EmailMessage {
  const title = taskTitle(snapshot);
  const counts = outcomeText(snapshot);
  const links = linksOf(publicUrl, snapshot);
  const facts: [string, string][] = [
    ["Records", snapshot.filterText],
    ["Comment", snapshot.reason ?? ""],
    ["Asked by", snapshot.actor.name],
    ["Ended", `${(task.finishedAt ?? task.createdAt).toISOString().slice(0, 16).replace("T", " ")} UTC`],
    ["Error", snapshot.error?.message ?? ""],
  ];
  const told = facts.filter(([, fact]) => fact !== "");
  const why = [
    "You get this message because a bulk task that you started has ended, or because its table names your address.",
    links ? `Choose what you are told: ${links.settings}` : "",
  ];
  return {
    subject: subjectOf(`${STATE_WORDS[snapshot.state]}: ${title}`, counts),
    text: [
      `${STATE_WORDS[snapshot.state]}: ${title}`,
      `${counts}.`,
      told.map(([name, fact]) => `${name}: ${fact}`).join("\n"),
      reasons.length > 0 ? `Why records were not changed:\n${reasons.map((reason) => `- ${reason}`).join("\n")}` : "",
      links ? `The task: ${links.task}\nThe table: ${links.table}` : "",
      why.filter(Boolean).join("\n"),
    ]
      .filter(Boolean)
      .join("\n\n"),
    html: htmlOf({ state: STATE_WORDS[snapshot.state], title, counts, told, reasons, links, why: why[0] ?? "" }),
  };
}

/** One line whatever the change says, and its counts never cut off. */
function subjectOf(what: string, counts: string): string {
  const room = LONGEST_SUBJECT - counts.length - 3;
  const line = what.replace(/\s+/g, " ");
  return `${line.length > room ? `${line.slice(0, room - 1)}…` : line} (${counts})`;
}

interface HtmlParts {
  state: string;
  title: string;
  counts: string;
  told: [string, string][];
  reasons: string[];
  links: ReturnType<typeof linksOf>;
  why: string;
}

/** Plain enough for every mail program; colours are left to it, so that dark mode works. */
function htmlOf({ state, title, counts, told, reasons, links, why }: HtmlParts): string {
  const rows = told.map(
    ([name, fact]) => `<tr><td style="padding:2px 16px 2px 0;opacity:.7">${esc(name)}</td>
<td style="padding:2px 0">${esc(fact)}</td></tr>`,
  );
  const list = reasons.map((reason) => `<li>${esc(reason)}</li>`).join("\n");
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>${esc(title)}</title></head>
<body style="margin:0;padding:24px;font:15px/1.5 system-ui,sans-serif">
<p style="margin:0 0 4px;font-size:18px;font-weight:600">${esc(state)}: ${esc(title)}</p>
<p style="margin:0 0 16px">${esc(counts)}.</p>
<table style="border-collapse:collapse;font-size:14px">${rows.join("\n")}</table>
${list ? `<p style="margin:16px 0 4px">Why records were not changed:</p>\n<ul style="margin:0;padding-left:20px">${list}</ul>` : ""}
${links ? `<p style="margin:16px 0"><a href="${esc(links.task)}">Open the task</a> · <a href="${esc(links.table)}">Open the table</a></p>` : ""}
<p style="margin:24px 0 0;font-size:12px;opacity:.7">${esc(why)}${links ? ` <a href="${esc(links.settings)}">Choose what you are told</a>.` : ""}</p>
</body></html>`;
}

const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const esc = (text: string) => text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
