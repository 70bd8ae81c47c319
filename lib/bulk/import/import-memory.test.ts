import { setInterval } from "node:timers";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { createUser } from "@/lib/testing/builders";
import { testDatabase } from "@/lib/testing/database";
import { planImport } from "@/lib/testing/verbs";

const ROWS = 300_000;
const PER_PIECE = 500;

/** A file that is made while it is read, as one that arrives over the network. */
function generatedFile(): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let row = 0;
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      if (row === 0) controller.enqueue(encoder.encode("id,name,country,feature,population,latitude,longitude\n"));
      if (row >= ROWS) return controller.close();
      let piece = "";
      for (let i = 0; i < PER_PIECE; i++) {
        row += 1;
        piece += `${row},"Place number ${row}, of many",NL,PPL,${row % 5_000 === 0 ? "x" : row},52.1,4.9\n`;
      }
      controller.enqueue(encoder.encode(piece));
    },
  });
}

test("a file of 300,000 rows is read within 200 MB, and every row is frozen", async () => {
  const { db } = await testDatabase();
  const actor = await createUser(db, { role: "editor" });
  const before = process.memoryUsage.rss();
  let peak = before;
  const timer = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 50);
  const columns = ["geonameId", "name", "country", "featureCode", "population", "latitude", "longitude"];
  const { insert } = await planImport({ db, actor }, { table: "places", mode: "insert", columns }, generatedFile());
  clearInterval(timer);
  expect(insert?.total).toBe(ROWS);
  const [frozen] = await db.execute(sql`
    select count(*)::int as records, count(distinct record.id)::int as ids,
      (count(*) filter (where record.given ? 'refused'))::int as refused
    from swath.bulk_chunks chunk cross join lateral unnest(chunk.record_ids, chunk.given) as record(id, given)
    where chunk.task_id = ${insert!.taskId}`);
  expect(frozen).toEqual({ records: ROWS, ids: ROWS - ROWS / 5_000, refused: ROWS / 5_000 });
  expect(Math.round((peak - before) / 1_000_000), "MB above what the process held before").toBeLessThan(200);
}, 300_000);
