export const dynamic = "force-dynamic";

/** Open to everyone: this process answers. To be asked whether to start it anew; says nothing of the database. */
export function GET(): Response {
  return Response.json({ ok: true }, { headers: { "cache-control": "no-store" } });
}
