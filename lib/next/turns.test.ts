import { expect, test } from "vitest";
import { AT_ONCE, takeTurn } from "./turns";

const person = (id: string) => ({ id });

test("requests of one person wait for each other in order, those of another don't", async () => {
  const [ann, bob] = [person("ann"), person("bob")];
  const going = await Promise.all(Array.from({ length: AT_ONCE.request.most }, () => takeTurn(ann, "request")));
  const told: string[] = [];
  const waiting = ["first", "second"].map(async (name) => {
    const end = await takeTurn(ann, "request");
    told.push(name);
    return end;
  });
  (await takeTurn(bob, "request"))();
  await Promise.resolve();
  expect(told).toEqual([]);

  going[0]!();
  going[0]!();
  const first = await waiting[0];
  expect(told).toEqual(["first"]);
  first!();
  (await waiting[1])!();
  expect(told).toEqual(["first", "second"]);
  for (const end of going) end();
});

test("so many may wait, and no more", async () => {
  const ann = person("patient");
  const { most, waiting, told } = AT_ONCE.request;
  const all = Array.from({ length: most + waiting }, () => takeTurn(ann, "request"));
  await expect(takeTurn(ann, "request")).rejects.toMatchObject({ code: "RATE_LIMITED", message: told });
  for (const turn of all) (await turn)();
  (await takeTurn(ann, "request"))();
});

test("files and open pages beyond the limit are refused until one has ended", async () => {
  for (const kind of ["file", "stream"] as const) {
    const ann = person("busy");
    const open = await Promise.all(Array.from({ length: AT_ONCE[kind].most }, () => takeTurn(ann, kind)));
    await expect(takeTurn(ann, kind)).rejects.toMatchObject({ code: "RATE_LIMITED", message: AT_ONCE[kind].told });
    open[0]!();
    open.push(await takeTurn(ann, kind));
    for (const end of open) end();
  }
});
