import type { ActionFailure } from "@/lib/model/action-result";
import { MOST_ADDRESS } from "@/lib/model/most-address";
import { noAnswer, RequestFailure } from "./request-failure";
import { READ_MS } from "./time-limits";
import { withTimeLimit } from "./with-time-limit";

export interface RequestOptions {
  signal?: AbortSignal;
  /** How long an answer may take; `READ_MS` unless said. */
  timeoutMs?: number;
}

export interface ReadOptions<T> extends RequestOptions {
  /** What an answer must have to be one: a server of another version, or somebody else, may answer otherwise. */
  has?: readonly (keyof T & string)[];
}

/**
 * Reads JSON. A question that is too long for an address (a filter of 500 names, a cursor within long texts) goes as a body:
 * routes that may get one answer POST the same way. @throws RequestFailure, and whatever aborting throws
 */
export async function getJson<T>(url: string, options: ReadOptions<T> = {}): Promise<T> {
  const [path = "", query] = url.split("?", 2);
  const asked = query !== undefined && url.length > MOST_ADDRESS;
  const [address, init] = asked ? [path, post(Object.fromEntries(new URLSearchParams(query)))] : [url, {}];
  return ask(address, init, options, (response) => jsonOf<T>(response, options.has));
}

/** Asks a route that takes its question as JSON. @throws RequestFailure, and whatever aborting throws */
export async function postJson<T>(url: string, question: unknown, options: ReadOptions<T> = {}): Promise<T> {
  return ask(url, post(question), options, (response) => jsonOf<T>(response, options.has));
}

export const post = (question: unknown): RequestInit => ({
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify(question),
});

/** What `read` makes of the answer, all within the time. */
export function ask<T>(
  url: string,
  init: RequestInit,
  { signal, timeoutMs = READ_MS }: RequestOptions,
  read: (response: Response) => Promise<T>,
): Promise<T> {
  return withTimeLimit({ signal, timeoutMs }, async (limit) =>
    read(await fetch(url, { ...init, signal: limit }).catch(unreachable)),
  );
}

/** Whatever the browser says of it: no connection, or one that broke. */
export function unreachable(): never {
  throw new RequestFailure(noAnswer("UNREACHABLE"));
}

export async function jsonOf<T>(response: Response, has: readonly string[] = []): Promise<T> {
  const body = parsed(await response.text().catch(unreachable));
  if (response.ok && body !== undefined && has.every((key) => hasKey(body, key))) return body as T;
  throw new RequestFailure(isFailure(body) ? body : foreignAnswer(response.status));
}

/** Of an answer that is none of ours: a proxy's page, a crash. */
export function foreignAnswer(status: number): ActionFailure {
  if (status === 401) return noAnswer("UNAUTHENTICATED");
  return noAnswer(status === 502 || status === 503 || status === 504 ? "UNREACHABLE" : "FAILED");
}

export function isFailure(body: unknown): body is ActionFailure {
  return typeof body === "object" && body !== null && "code" in body && "message" in body && "fields" in body;
}

export const hasKey = (body: unknown, key: string): boolean => typeof body === "object" && body !== null && key in body;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
