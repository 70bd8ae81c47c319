import { expect, test } from "vitest";
import { jsonOf } from "./json-body";

function post(body: BodyInit, type = "application/json", headers: Record<string, string> = {}): Request {
  const init = { method: "POST", body, headers: { "content-type": type, ...headers }, duplex: "half" };
  return new Request("http://localhost/", init);
}

/** Sent in pieces, without saying how much it will be; `sent` counts what was taken. */
function endless(piece: string, sent: { pieces: number }): ReadableStream {
  return new ReadableStream({
    pull(controller) {
      sent.pieces += 1;
      controller.enqueue(new TextEncoder().encode(piece));
    },
  });
}

test("reads JSON, whatever the bytes of a sign are cut into", async () => {
  const text = new TextEncoder().encode(JSON.stringify({ name: "Żółć 🦑" }));
  const pieces = new ReadableStream({
    start(controller) {
      for (const byte of text) controller.enqueue(Uint8Array.of(byte));
      controller.close();
    },
  });
  expect(await jsonOf(post(pieces, "Application/JSON; charset=utf-8"))).toEqual({ name: "Żółć 🦑" });
});

test("a body that doesn't say its length is cut off at the limit, not held in memory", async () => {
  const sent = { pieces: 0 };
  const refused = { code: "TOO_MANY", message: "This is more than one request may carry (4 MB)." };
  await expect(jsonOf(post(endless("x".repeat(64 * 1024), sent)))).rejects.toMatchObject(refused);
  expect(sent.pieces).toBeLessThan(80);
});

test("a length that is said is believed at once", async () => {
  const request = post("{}", "application/json", { "content-length": String(5 * 1024 * 1024) });
  await expect(jsonOf(request)).rejects.toMatchObject({ code: "TOO_MANY" });
});

test("other media types and broken JSON are refused with a sentence", async () => {
  for (const type of ["text/plain", "text/plain; application/json", "application/json-patch", "multipart/form-data"]) {
    await expect(jsonOf(post("{}", type))).rejects.toMatchObject({ message: "The request body must be JSON." });
  }
  await expect(jsonOf(post("{"))).rejects.toMatchObject({ message: "The request body is not valid JSON." });
});
