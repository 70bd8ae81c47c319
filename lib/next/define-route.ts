import { unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import type { Ctx } from "@/lib/ctx";
import { AppError, ERROR_CODES } from "@/lib/model/errors";
import { requireCtx } from "./require-actor";
import { toFailure } from "./to-failure";

interface RouteSchemas {
  params?: z.ZodType;
  query?: z.ZodType;
  body?: z.ZodType;
}

type RouteInput<S extends RouteSchemas> = { [K in keyof S]: S[K] extends z.ZodType ? z.output<S[K]> : never };

/**
 * Binds a verb to a route handler: `export const GET = defineRoute({ params }, (ctx, { params }) => getTask(ctx, params.id))`.
 * The handler's value is answered as JSON, a `Response` (stream, download) as it is. Failures carry the status of
 * their code and the shape of `ActionFailure`; they are answered before a stream opens.
 */
export function defineRoute<S extends RouteSchemas>(
  schemas: S,
  handler: (ctx: Ctx, input: RouteInput<S>, request: Request) => unknown,
): (request: Request, context: { params: Promise<unknown> }) => Promise<Response> {
  return async function route(request, context) {
    try {
      const ctx = await requireCtx();
      assertOwnSite(request);
      const value = await handler(ctx, await parse(schemas, request, context), request);
      return value instanceof Response ? value : Response.json(value ?? null, { headers: NO_STORE });
    } catch (error) {
      unstable_rethrow(error);
      const failure = toFailure(error, new URL(request.url).pathname);
      const status = failure.code === "FAILED" ? 500 : ERROR_CODES[failure.code];
      return Response.json(failure, { status, headers: NO_STORE });
    }
  };
}

const NO_STORE = { "cache-control": "no-store" };

async function parse<S extends RouteSchemas>(schemas: S, request: Request, context: { params: Promise<unknown> }) {
  const input: Record<string, unknown> = {};
  if (schemas.params) input.params = await schemas.params.parseAsync(await context.params);
  if (schemas.query) input.query = await schemas.query.parseAsync(await askedOf(request, schemas));
  if (schemas.body) input.body = await schemas.body.parseAsync(await jsonOf(request));
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

/** Most bytes of a JSON body, which is held in memory as a whole. */
const MOST_JSON_BYTES = 32 * 1024 * 1024;

async function jsonOf(request: Request): Promise<unknown> {
  if (Number(request.headers.get("content-length") ?? 0) > MOST_JSON_BYTES) {
    throw new AppError("TOO_MANY", "This is more than one request may carry (32 MB).");
  }
  if (!request.headers.get("content-type")?.includes("application/json")) {
    throw new AppError("INVALID", "The request body must be JSON.");
  }
  return request.json().catch(() => {
    throw new AppError("INVALID", "The request body is not valid JSON.");
  });
}

/** Browsers say when another site sends a request; the session cookie alone would let it through. */
function assertOwnSite(request: Request): void {
  const reads = request.method === "GET" || request.method === "HEAD";
  if (!reads && request.headers.get("sec-fetch-site") === "cross-site") {
    throw new AppError("FORBIDDEN", "This request came from another site.");
  }
}
