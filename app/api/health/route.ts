import { health } from "@/lib/health";

export const dynamic = "force-dynamic";

/** Open to everyone: says how well it is, and nothing that is worth hiding. */
export async function GET(): Promise<Response> {
  const answer = await health();
  return Response.json(answer, { status: answer.ok ? 200 : 503, headers: { "cache-control": "no-store" } });
}
