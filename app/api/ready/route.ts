import { readReady } from "@/lib/system/read-ready";

export const dynamic = "force-dynamic";

/** Open to everyone: whether requests should be sent here. A missing worker takes no site down: that is for `/api/health`. */
export async function GET(): Promise<Response> {
  const why = await readReady();
  return Response.json(
    { ok: why === null, why },
    { status: why === null ? 200 : 503, headers: { "cache-control": "no-store" } },
  );
}
