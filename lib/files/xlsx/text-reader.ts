/** Longest text of a cell that is kept; Excel itself holds 32,767 characters. */
const MOST_CHARACTERS = 1_000_000;

/** Collects a text that may be made of several runs (`r`), without what is only said beside it (`rPh`, furigana). */
export function textReader() {
  let all = "";
  let inText = false;
  let aside = false;
  return {
    begin: () => {
      [all, inText, aside] = ["", false, false];
    },
    open: (name: string) => {
      if (name === "t") inText = !aside;
      else if (name === "rPh") aside = true;
    },
    text: (text: string) => {
      if (inText && all.length < MOST_CHARACTERS) all += text;
    },
    close: (name: string) => {
      if (name === "t") inText = false;
      else if (name === "rPh") aside = false;
    },
    end: () => unescaped(all),
  };
}

/** Characters that XML can't hold are written `_x000B_`, and what looks like that `_x005F_x000B_`. */
export function unescaped(text: string): string {
  return text.includes("_x")
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;
}
