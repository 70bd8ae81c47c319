import http from "node:http";
import type { AddressInfo } from "node:net";

export interface ReceivedHook {
  headers: Record<string, string>;
  body: string;
}

export interface WebhookServer {
  url: string;
  received: ReceivedHook[];
  /** Answers with this status from now on; null: never answers. */
  answerWith: (status: number | null, headers?: Record<string, string>) => void;
  close: () => Promise<void>;
}

/** A real HTTP server on loopback that keeps what it is sent. */
export async function startWebhookServer(): Promise<WebhookServer> {
  const received: ReceivedHook[] = [];
  let answer: number | null = 204;
  let answered: Record<string, string> = {};
  const server = http.createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (part: string) => (body += part));
    request.on("end", () => {
      received.push({ headers: request.headers as Record<string, string>, body });
      if (answer !== null) response.writeHead(answer, answered).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`,
    received,
    answerWith(status, headers = {}) {
      answer = status;
      answered = headers;
    },
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
