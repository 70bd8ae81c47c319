import type { Codec } from "./codec";

/** JSON travels as the text that Postgres has of it: no number loses a digit, and `"123"` is not 123. */
export const jsonCodec: Codec = {
  read: (text) => ({ value: text }),
  edit: (value) => indented(String(value)),
  canonical: (value) => compact(String(value)),
};

const TOKEN = /"(?:[^"\\]|\\.)*"|[{[]\s*[}\]]|[{}[\]:,]|[^\s{}[\]:,"]+|\s+/g;

function compact(text: string): string {
  return text.replace(TOKEN, (token) => (token.startsWith('"') ? token : token.replace(/\s+/g, "")));
}

/** Over several lines; nothing but blanks is touched. */
function indented(text: string): string {
  let depth = 0;
  const line = () => `\n${"  ".repeat(depth)}`;
  return compact(text).replace(TOKEN, (token) => {
    if (token === "{" || token === "[") depth += 1;
    else if (token === "}" || token === "]") depth -= 1;
    if ("}]".includes(token)) return line() + token;
    return token === ":" ? ": " : "{[,".includes(token) ? token + line() : token;
  });
}
