import { BadConnection } from "./bad-connection";
import { parameter } from "./connection-parameters";
import { type Tls, tlsOf } from "./tls";

/** What is not said comes from PGHOST and PGPORT, or is localhost and 5432. */
export interface Host {
  host: string | undefined;
  port: number | undefined;
}

/** What a connection string says, read once for every part that connects. */
export interface Connection {
  /** In the order in which they are tried; a host that begins with `/` is the folder of a Unix socket. */
  hosts: Host[];
  user: string | undefined;
  password: string | undefined;
  database: string | undefined;
  /** The ways to encrypt, in the order in which they are tried. */
  tls: Tls[];
  /** Whether a pooler stands in between: true or false where the string says so. */
  pooled: boolean | undefined;
  /** Only a server that takes writes will do. */
  writable: boolean;
  connectTimeoutMs: number | undefined;
  applicationName: string | undefined;
  options: string | undefined;
  channelBinding: boolean;
}

interface Parts {
  account: string | undefined;
  authority: string;
  path: string;
  query: string;
}

const HOST = /^(?:\[[0-9a-f:.%a-z]+\]|[^:[\]]*)(?::\d*)?$/i;

/**
 * Reads `postgres://user:password@host:port,host:port/database?parameters` as libpq does, and what people make of it:
 * passwords that nobody encoded, sockets by `?host=/folder`, `%2Ffolder` and `socket:///folder`.
 * @throws BadConnection that names what is wrong, never the password
 */
export function readConnection(text: string): Connection {
  const { account, authority, path, query } = split(text.trim());
  const said = parameters(query);
  const colon = account?.indexOf(":") ?? -1;
  const user = account === undefined ? undefined : decoded(colon < 0 ? account : account.slice(0, colon));
  const password = account === undefined || colon < 0 ? undefined : decoded(account.slice(colon + 1));
  const hosts = hostsOf(said("host") ?? said("hostaddr"), said("port"), authority);
  return {
    hosts,
    user: said("user") ?? (user || undefined),
    password: said("password") ?? password,
    database: said("dbname") ?? said("db") ?? (decoded(path) || undefined),
    tls: hosts.every(({ host }) => host?.startsWith("/")) ? [false] : tlsOf(said),
    pooled: yesOrNo("pgbouncer", said("pgbouncer")),
    writable: ["read-write", "primary"].includes(said("target_session_attrs") ?? "any"),
    connectTimeoutMs: seconds(said("connect_timeout")),
    applicationName: said("application_name"),
    options: said("options"),
    channelBinding: said("channel_binding") === "require",
  };
}

/** As a URL is meant to be; failing that, with a password in which `/`, `?`, `#` or `@` stand as they are. */
function split(text: string): Parts {
  const socket = /^socket:(?:\/\/)?(?:(.*)@)?(\/[^?]*)(?:\?(.*))?$/s.exec(text);
  if (socket) {
    const [, account, folder = "", query = ""] = socket;
    return { account, authority: encodeURIComponent(decoded(folder).replace(/\/$/, "")), path: "", query };
  }
  const begun = /^postgres(?:ql)?:\/\//.exec(text);
  if (!begun) throw new BadConnection("It begins with postgres://, as in postgres://user:password@host:5432/database.");
  const rest = text.slice(begun[0].length);
  const plain = /^(?:([^/?#]*)@)?([^/?#@]*)(?:\/([^/?#@]*))?(?:\?([^#?]*))?$/s;
  const odd = /^(?:(.*)@)?([^/?#@]*)(?:\/([^/?#@]*))?(?:\?([^#]*))?$/s;
  let wrong = "";
  for (const form of [plain, odd]) {
    const [, account, authority = "", path = "", query = ""] = form.exec(rest) ?? [undefined, undefined, "?"];
    if (authority === "?") continue;
    const bad = authority.split(",").find((host) => !HOST.test(host));
    if (bad === undefined && query.split("&").every((each) => each === "" || /^[a-z_]+=/i.test(each)))
      return { account, authority, path, query };
    // What stands before an @ may be a password: only what can't be one is said.
    wrong = account === undefined && rest.includes("@") ? "" : (bad ?? "");
  }
  if (wrong) throw new BadConnection(`“${wrong}” is no host, or its port is no number (IPv6 stands in [ ]).`);
  throw new BadConnection("It can't be read: encode what is no letter or digit in the password (@ is %40, / is %2F).");
}

function parameters(query: string): (name: string) => string | undefined {
  const found = new Map<string, string>();
  for (const each of query.split("&").filter(Boolean)) {
    const equals = each.indexOf("=");
    const [name, value] = [decoded(each.slice(0, equals)), decoded(each.slice(equals + 1))];
    parameter(name, value);
    found.set(name, value);
  }
  // Nothing said, as in `?host=`.
  return (name) => found.get(name) || undefined;
}

function hostsOf(hosts: string | undefined, ports: string | undefined, authority: string): Host[] {
  const pairs = authority.split(",").map((each) => /^(.*?)(?::(\d*))?$/.exec(each.replace(/^\[(.*)\]/, escaped)) ?? []);
  const names = hosts?.split(",") ?? pairs.map(([, host = ""]) => decoded(host));
  const numbers = ports?.split(",") ?? pairs.map(([, , port = ""]) => port);
  return names.map((host, i) => {
    const written = numbers[i] ?? (numbers.length === 1 ? numbers[0] : "") ?? "";
    const port = written === "" ? undefined : Number(written);
    if (port !== undefined && !(Number.isInteger(port) && port >= 1 && port <= 65_535))
      throw new BadConnection(`The port “${written}” is no number from 1 to 65535.`);
    return { host: host || undefined, port };
  });
}

/** So that the colons of `::1` don't look like the one before a port. */
const escaped = (_all: string, address: string) => address.replaceAll(":", "%3A");

/** What is encoded is decoded; a `%` that begins no code stands for itself. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll(/%(?![0-9a-f]{2})/gi, "%25"));
  } catch {
    return text;
  }
}

function yesOrNo(name: string, value: string | undefined): boolean | undefined {
  if (value === undefined) return undefined;
  if (value !== "true" && value !== "false") throw new BadConnection(`${name}=${value}: it is true or false.`);
  return value === "true";
}

function seconds(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (!/^\d+$/.test(value)) throw new BadConnection(`connect_timeout=${value}: it is a number of seconds.`);
  // 0 is no limit.
  return Number(value) * 1_000 || undefined;
}
