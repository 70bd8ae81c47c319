import { unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import type { Ctx } from "@/lib/ctx";
import { ERROR_CODES } from "@/lib/model/errors";
import { requireCtx } from "./require-actor";
import { jsonOf } from "./json-body";
import { assertOwnSite } from "./own-site";
import { toFailure } from "./to-failure";
import { takeTurn, type Turn } from "./turns";

interface RouteSchemas {
  params?: z.ZodType;
  query?: z.ZodType;
  body?: z.ZodType;
}

type RouteInput<S extends RouteSchemas> = { [K in keyof S]: S[K] extends z.ZodType ? z.output<S[K]> : never };

interface RouteOptions {
  /** What it counts as, among all that its sender has going at once. The handler of a stream says when it has ended. */
  turn?: Turn;
  /** Most bytes of its body, where that is JSON. */
  mostBytes?: number;
}

/**
 * Binds a verb to a route handler: `export const GET = defineRoute({ params }, (ctx, { params }) => getTask(ctx, params.id))`.
 * The handler's value is answered as JSON, a `Response` (stream, download) as it is. Failures carry the status of
 * their code and the shape of `ActionFailure`; they are answered before a stream opens.
 */
export function defineRoute<S extends RouteSchemas>(
  schemas: S,
  handler: (ctx: Ctx, input: RouteInput<S>, request: Request, end: () => void) => unknown,
  { turn = "request", mostBytes }: RouteOptions = {},
): (request: Request, context: { params: Promise<unknown> }) => Promise<Response> {
  return async function route(request, context) {
    let end = () => {};
    try {
      const ctx: Ctx = { ...(await requireCtx()), signal: request.signal };
      assertOwnSite(request);
      const input = await parse(schemas, request, context, mostBytes);
      end = await takeTurn(ctx.actor, turn);
      if (request.signal.aborted) {
        end();
        return nobodyListens();
      }
      const value = await handler(ctx, input, request, end);
      if (value instanceof Response && turn === "stream") return value;
      if (value instanceof Response && turn === "file") return afterwards(value, request, end);
      end();
      return value instanceof Response ? value : Response.json(value ?? null, { headers: NO_STORE });
    } catch (error) {
      end();
      unstable_rethrow(error);
      if (request.signal.aborted) return nobodyListens();
      const failure = toFailure(error, new URL(request.url).pathname);
      const status = failure.code === "FAILED" ? 500 : ERROR_CODES[failure.code];
      return Response.json(failure, { status, headers: NO_STORE });
    }
  };
}

const NO_STORE = { "cache-control": "no-store" };

/** Whoever asked has left; a status that logs of proxies know for it. */
function nobodyListens(): Response {
  return new Response(null, { status: 499 });
}

/** The same answer; `end` is called when all of it has been sent, or its reader has gone. */
function afterwards(response: Response, request: Request, end: () => void): Response {
  request.signal.addEventListener("abort", end, { once: true });
  if (!response.body || request.signal.aborted) end();
  const body = response.body?.pipeThrough(new TransformStream<Uint8Array, Uint8Array>({ flush: end }));
  return new Response(body, response);
}

async function parse<S extends RouteSchemas>(
  schemas: S,
  request: Request,
  context: { params: Promise<unknown> },
  mostBytes: number | undefined,
) {
  const input: Record<string, unknown> = {};
  if (schemas.params) input.params = await schemas.params.parseAsync(await context.params);
  if (schemas.query) input.query = await schemas.query.parseAsync(await askedOf(request, schemas));
  if (schemas.body) input.body = await schemas.body.parseAsync(await jsonOf(request, mostBytes));
  return input as RouteInput<S>;
}

/** The query; of a route that takes no body it may come as one, where it is too long for an address. */
async function askedOf(request: Request, schemas: RouteSchemas): Promise<unknown> {
  const { search, searchParams } = new URL(request.url);
  const inBody = request.method === "POST" && !schemas.body && search === "";
  return inBody ? jsonOf(request) : queryOf(searchParams);
}

/** A name given once is a string, several times an array. */
function queryOf(params: URLSearchParams): Record<string, string | string[]> {
  const query: Record<string, string | string[]> = {};
  for (const name of new Set(params.keys())) {
    const values = params.getAll(name);
    query[name] = values.length === 1 ? (values[0] ?? "") : values;
  }
  return query;
}
