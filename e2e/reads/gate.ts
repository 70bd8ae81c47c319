import http from "node:http";
import type { AddressInfo } from "node:net";
import type { Page, Route } from "@playwright/test";
import { READ_MS, RETRY_MS, WORK_MS } from "../../components/http/time-limits";
import type { ApiRoute } from "./api-routes";

/** How a route fails, and what is said of it. */
export const REASONS = {
  unreachable: "The server could not be reached.",
  html: "The server answered with an error.",
  breaks: "The server could not be reached.",
  "signed out": "You are signed out. Sign in and try again.",
  hangs: "The server did not answer in time.",
  nonsense: "The server answered with an error.",
};
export type Failing = keyof typeof REASONS;

export interface Gate {
  /** Null: they work. */
  set: (routes: readonly string[], how: Failing | null) => Promise<void>;
  end: () => void;
}

/** Stands between a page and the routes of the app. To be put up before the page is opened. */
export async function gateOn(page: Page, routes: ApiRoute[]): Promise<Gate> {
  const failing = new Map<string, Failing>();
  const broken = await brokenServer();
  await page.addInitScript(hurry, { READ_MS, RETRY_MS, WORK_MS });
  await page.route("**/api/**", (asked) => {
    const { pathname } = new URL(asked.request().url());
    const at = routes.find(({ method, matches }) => method === asked.request().method() && matches(pathname));
    const how = at && failing.get(at.name);
    return how ? fail(asked, how, broken.url) : asked.fallback();
  });
  return {
    async set(names, how) {
      for (const name of names) {
        if (how) failing.set(name, how);
        else failing.delete(name);
      }
      await page.evaluate((hangs) => document.documentElement.toggleAttribute("data-hangs", hangs), how === "hangs");
    },
    end: broken.end,
  };
}

function fail(asked: Route, how: Failing, brokenUrl: string): Promise<void> | undefined {
  switch (how) {
    case "unreachable":
      return asked.abort("connectionrefused");
    case "html":
      return asked.fulfill({ status: 500, contentType: "text/html", body: "<!doctype html><h1>Oops</h1>" });
    case "breaks":
      return asked.continue({ url: brokenUrl });
    case "signed out":
      return asked.fulfill({ status: 401, contentType: "text/html", body: "<h1>Who are you?</h1>" });
    case "nonsense":
      return asked.fulfill({ status: 200, contentType: "application/json", body: '{"of":"another version"}' });
    case "hangs":
      // It is never answered.
      return undefined;
  }
}

/** Begins each answer and breaks off in its middle. */
async function brokenServer(): Promise<{ url: string; end: () => void }> {
  const server = http.createServer((_request, response) => {
    response.writeHead(200, { "content-type": "application/json", "content-length": 100 }).write("{", () => {
      response.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, end: () => server.close() };
}

/** In the page: what hangs is waited for less long than in life, and the second try of a read comes soon. */
function hurry({ READ_MS, RETRY_MS, WORK_MS }: Record<"READ_MS" | "RETRY_MS" | "WORK_MS", number>): void {
  const inLife = window.setTimeout.bind(window);
  const hurried = (run: TimerHandler, ms?: number, ...rest: unknown[]): number => {
    const hangs = document.documentElement.hasAttribute("data-hangs") && (ms === READ_MS || ms === WORK_MS);
    return inLife(run, ms === RETRY_MS ? 30 : hangs ? 200 : ms, ...rest);
  };
  Object.assign(window, { setTimeout: hurried });
}
