import { SaxesParser } from "saxes";
import { AppError } from "@/lib/model/errors";
import { BROKEN } from "./zip-parts";

export interface XmlEvents {
  /** Names come without their prefix. */
  open: (name: string, attributes: Record<string, string>) => void;
  text?: (text: string) => void;
  close?: (name: string) => void;
}

export interface XmlFeed {
  feed: (text: string) => void;
  end: () => void;
}

/** Longest text, name or comment that a workbook may hold: the parser keeps it until it ends. */
const MOST_SILENT = 8_000_000;

/** Calls the events while the text is fed. Entities that a document declares are not known, so none can grow. */
export function xmlFeed({ open, text = nothing, close = nothing }: XmlEvents): XmlFeed {
  const parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false });
  let silent = 0;
  const heard =
    <T>(event: (value: T) => void) =>
    (value: T) => {
      silent = 0;
      event(value);
    };
  parser.on("error", (error) => {
    throw new AppError("INVALID", BROKEN, { cause: error });
  });
  parser.on(
    "opentag",
    heard(({ name, attributes }) => open(local(name), attributes)),
  );
  parser.on("text", heard(text));
  parser.on("cdata", heard(text));
  parser.on(
    "closetag",
    heard(({ name }) => close(local(name))),
  );
  return {
    feed: (piece) => {
      silent += piece.length;
      parser.write(piece);
      if (silent > MOST_SILENT)
        throw new AppError("TOO_MANY", "A text in this workbook is longer than any cell holds.");
    },
    end: () => void parser.close(),
  };
}

function nothing(): void {}

/** Reads a part to its end, or until `enough` says so. */
export async function readXml(
  texts: AsyncIterable<string>,
  events: XmlEvents,
  enough: () => boolean = () => false,
): Promise<void> {
  const xml = xmlFeed(events);
  for await (const text of texts) {
    xml.feed(text);
    if (enough()) return;
  }
  xml.end();
}

function local(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}
