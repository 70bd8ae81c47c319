import { expect, test } from "vitest";
import { assertOwnSite } from "./own-site";

function refuses(method: string, headers: Record<string, string>): boolean {
  try {
    assertOwnSite(new Request("http://localhost/", { method, headers: { host: "swath.example", ...headers } }));
    return false;
  } catch {
    return true;
  }
}

test("only pages of the own origin write", () => {
  expect(refuses("POST", { "sec-fetch-site": "same-origin" })).toBe(false);
  expect(refuses("POST", { "sec-fetch-site": "none" })).toBe(false);
  expect(refuses("POST", { "sec-fetch-site": "cross-site" })).toBe(true);
  // Another host of the same company is another site, too.
  expect(refuses("POST", { "sec-fetch-site": "same-site" })).toBe(true);
});

test("of browsers that don't say so the origin is asked", () => {
  expect(refuses("POST", { origin: "https://swath.example" })).toBe(false);
  expect(
    refuses("POST", { origin: "https://swath.example", host: "10.0.0.1", "x-forwarded-host": "swath.example" }),
  ).toBe(false);
  for (const origin of ["https://elsewhere.example", "https://swath.example.elsewhere.example", "null"]) {
    expect(refuses("POST", { origin })).toBe(true);
  }
});

test("reading is open, and programs say neither", () => {
  expect(refuses("GET", { "sec-fetch-site": "cross-site" })).toBe(false);
  expect(refuses("POST", {})).toBe(false);
});
