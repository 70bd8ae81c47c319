import fc from "fast-check";
import http, { type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { getJson, postJson } from "./request";
import { failureOf, RequestFailure } from "./request-failure";
import { piecesOf, postForStream } from "./stream";

let answer: RequestListener;
let server: http.Server;
let url: string;

beforeEach(async () => {
  server = http.createServer((request, response) => answer(request, response)).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const says = (status: number, body: string) => {
  answer = (_request, response) => response.writeHead(status).end(body);
};
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => "answered",
    (error: unknown) => (error instanceof RequestFailure ? error.failure.code : error),
  );

test("an answer is what the route said, null too", async () => {
  says(200, '{"rows":[1]}');
  expect(await getJson(url)).toEqual({ rows: [1] });
  says(200, "null");
  expect(await postJson(url, { a: 1 })).toBeNull();
});

test("a question that is too long for an address goes as a body", async () => {
  answer = (request, response) => {
    let body = "";
    request.on("data", (data: Buffer) => (body += data.toString()));
    request.on("end", () => response.end(JSON.stringify({ method: request.method, url: request.url, body })));
  };
  expect(await getJson(`${url}records?limit=5`)).toMatchObject({ method: "GET", url: "/records?limit=5", body: "" });
  const filter = JSON.stringify({ rules: [{ value: "ä &=?+".repeat(1_000) }] });
  expect(await getJson(`${url}records?${new URLSearchParams({ limit: "5", filter })}`)).toEqual({
    method: "POST",
    url: "/records",
    body: JSON.stringify({ limit: "5", filter }),
  });
});

test("an answer without what it must have is none", async () => {
  says(200, '{"rows":[1]}');
  expect(await getJson<{ rows: number[]; count: number }>(url, { has: ["rows"] })).toEqual({ rows: [1] });
  expect(await codeOf(getJson<{ rows: number[]; count: number }>(url, { has: ["rows", "count"] }))).toBe("FAILED");
  says(200, "null");
  expect(await codeOf(postJson<{ rows: number[] }>(url, {}, { has: ["rows"] }))).toBe("FAILED");
});

test("a refusal keeps its code, sentence and fields", async () => {
  const failure = { ok: false, code: "INVALID", message: "No.", fields: { a: "b" }, details: {} };
  says(400, JSON.stringify(failure));
  expect(failureOf(await getJson(url).catch((error: unknown) => error))).toEqual(failure);
});

describe("what is no answer of ours has a kind of its own:", () => {
  test.each([
    ["a page of HTML with 500", 500, "<h1>Oops</h1>", "FAILED"],
    ["a page of HTML with 200", 200, "<!doctype html>", "FAILED"],
    ["a proxy whose server is away", 502, "<h1>Bad gateway</h1>", "UNREACHABLE"],
    ["a proxy that waited too long", 504, "", "UNREACHABLE"],
    ["signed out by a proxy", 401, "", "UNAUTHENTICATED"],
    ["nothing at all", 200, "", "FAILED"],
  ])("%s", async (_what, status, body, code) => {
    says(status, body);
    expect(await codeOf(getJson(url))).toBe(code);
  });

  test("nobody listens", async () => {
    server.close();
    server.closeAllConnections();
    expect(await codeOf(getJson(url))).toBe("UNREACHABLE");
  });

  test("the connection breaks before the answer, and in its middle", async () => {
    answer = (request) => request.socket.destroy();
    expect(await codeOf(getJson(url))).toBe("UNREACHABLE");
    answer = (_request, response) => {
      response.writeHead(200, { "content-length": 100 }).write("{");
      setTimeout(() => response.destroy(), 20);
    };
    expect(await codeOf(getJson(url))).toBe("UNREACHABLE");
  });

  test("no answer in time, or one that never ends", async () => {
    answer = () => {};
    expect(await codeOf(postJson(url, {}, { timeoutMs: 50 }))).toBe("TIMED_OUT");
    answer = (_request, response) => response.writeHead(200).write("[1,");
    expect(await codeOf(getJson(url, { timeoutMs: 50 }))).toBe("TIMED_OUT");
  });
});

test("whoever gives up gets their own reason, and the server sees the connection go", async () => {
  const gone = new Promise((resolve) => {
    answer = (request) => request.socket.on("close", resolve);
  });
  const controller = new AbortController();
  const reason = new Error("enough");
  const asked = codeOf(getJson(url, { signal: controller.signal }));
  setTimeout(() => controller.abort(reason), 30);
  expect(await asked).toBe(reason);
  await gone;
  expect(await codeOf(getJson(url, { signal: controller.signal }))).toBe(reason);
});

describe("a stream", () => {
  const read = async (signal?: AbortSignal, timeoutMs = 1_000) => {
    let text = "";
    const response = await postForStream(url, {}, { signal });
    for await (const piece of piecesOf(response, { signal, timeoutMs })) text += new TextDecoder().decode(piece);
    return text;
  };

  test("comes piece by piece", async () => {
    answer = (_request, response) => {
      response.write("a");
      setTimeout(() => response.end("b"), 20);
    };
    expect(await read()).toBe("ab");
  });

  test("that breaks, or falls silent, is a failure; one that is given up is not", async () => {
    answer = (_request, response) => {
      response.writeHead(200, { "content-length": 9 }).write("a");
      setTimeout(() => response.destroy(), 20);
    };
    expect(await codeOf(read())).toBe("UNREACHABLE");
    answer = (_request, response) => response.write("a");
    expect(await codeOf(read(undefined, 50))).toBe("TIMED_OUT");
    const controller = new AbortController();
    setTimeout(() => controller.abort("enough"), 50);
    expect(await codeOf(read(controller.signal))).toBe("enough");
  });

  test("a refusal comes before it", async () => {
    says(403, JSON.stringify({ ok: false, code: "FORBIDDEN", message: "No.", fields: {}, details: {} }));
    expect(await codeOf(read())).toBe("FORBIDDEN");
  });
});

test("whatever a server says, it is a value or a failure with a sentence, never another error", async () => {
  const body = fc.oneof(fc.string(), fc.json());
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 200, max: 599 }), body, async (status, text) => {
      says(status, text);
      const error = await getJson(url).then(
        () => null,
        (thrown: unknown) => thrown,
      );
      if (error === null) return;
      expect(error).toBeInstanceOf(RequestFailure);
      expect(failureOf(error).message).not.toBe("");
    }),
    { numRuns: 60 },
  );
});
