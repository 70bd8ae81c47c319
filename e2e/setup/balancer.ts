import http from "node:http";
import type { AddressInfo } from "node:net";

export interface Balancer {
  url: string;
  /** The ports of the web processes that requests go to, in turn. */
  serves: (ports: number[]) => void;
  stop: () => Promise<void>;
}

/** A load balancer in front of several web processes: in turn, and to the next one where nobody answers. */
export async function startBalancer(): Promise<Balancer> {
  let ports: number[] = [];
  let turn = 0;
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => send(Buffer.concat(chunks), ports.length));

    function send(body: Buffer, tries: number): void {
      const port = ports[(turn += 1) % ports.length];
      const { method, url: path, headers } = request;
      const onward = http.request({ host: "127.0.0.1", port, method, path, headers, agent: false }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
        answer.on("error", () => response.destroy());
      });
      response.on("close", () => onward.destroy());
      onward.on("error", (error: NodeJS.ErrnoException) => {
        // What never arrived, or only asked, is sent again, as nginx does.
        const safe = error.code === "ECONNREFUSED" || method === "GET";
        if (safe && !response.headersSent && !response.destroyed && tries > 0) return send(body, tries - 1);
        if (response.headersSent) response.destroy();
        else response.writeHead(502).end();
      });
      onward.end(body);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    serves: (now) => void (ports = now),
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
