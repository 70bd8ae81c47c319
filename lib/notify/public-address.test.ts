import type { LookupFunction } from "node:net";
import { expect, test, vi } from "vitest";
import { post } from "./post";
import { InternalAddressError, isPublicAddress, publicLookup } from "./public-address";

const INTERNAL = [
  "127.0.0.1",
  "127.255.255.254",
  "0.0.0.0",
  "10.1.2.3",
  "172.16.0.1",
  "192.168.1.1",
  "169.254.169.254",
  "100.64.0.1",
  "198.18.0.1",
  "192.0.2.7",
  "224.0.0.1",
  "240.0.0.1",
  "255.255.255.255",
  "::1",
  "::",
  "::ffff:127.0.0.1",
  "::ffff:10.0.0.1",
  "::ffff:a9fe:a9fe",
  "64:ff9b::7f00:1",
  "2002:7f00:1::",
  "fc00::1",
  "fd12:3456::1",
  "fe80::1",
  "fe80::1%lo",
  "ff02::1",
  "2001:db8::1",
];

test.each(INTERNAL)("%s is not on the public internet", (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

test.each(["93.184.215.14", "8.8.8.8", "2606:4700::6810:84e5", "::ffff:8.8.8.8"])("%s is", (address) => {
  expect(isPublicAddress(address)).toBe(true);
});

/** A name server that answers every name with these addresses. */
const answering =
  (...addresses: string[]): LookupFunction =>
  (_name, options, callback) => {
    const found = addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
    if (options.all) callback(null, found);
    else callback(null, found[0]?.address ?? "", found[0]?.family ?? 0);
  };

const deliver = (url: string, lookup?: LookupFunction) => post(url, "{}", {}, { allowInternal: false, lookup });

test.each([
  ["127.0.0.1"],
  ["::1"],
  ["169.254.169.254"],
  ["10.0.0.8"],
  ["::ffff:192.168.0.1"],
  ["fd00::8"],
  ["8.8.8.8", "127.0.0.1"],
])("a name that leads to %s is not connected to", async (...addresses) => {
  await expect(deliver("https://hooks.example.com/x", answering(...addresses))).rejects.toThrow(InternalAddressError);
});

test.each([
  "https://127.0.0.1/x",
  "https://2130706433/x",
  "https://0x7f.1/x",
  "https://[::1]/x",
  "https://[::ffff:7f00:1]/x",
  "https://169.254.169.254/latest/meta-data",
])("%s is not connected to, and nobody is asked for its address", async (url) => {
  const lookup = vi.fn(answering("8.8.8.8"));
  await expect(deliver(url, lookup)).rejects.toThrow(InternalAddressError);
  expect(lookup).not.toHaveBeenCalled();
});

test("localhost, by whatever this machine says it is, is not connected to; nor is plain http used", async () => {
  await expect(deliver("https://localhost/x")).rejects.toThrow(InternalAddressError);
  await expect(deliver("http://hooks.example.com/x", answering("8.8.8.8"))).rejects.toThrow(InternalAddressError);
});

test("what was judged is what is connected to, asked for as one address or as all", async () => {
  const lookup = publicLookup(answering("8.8.8.8", "2606:4700::6810:84e5"));
  const asked = (all: boolean) =>
    new Promise((resolve) => lookup("hooks.example.com", { all }, (_error, ...found) => resolve(found)));
  expect(await asked(false)).toEqual(["8.8.8.8", 4]);
  expect(await asked(true)).toEqual([
    [
      { address: "8.8.8.8", family: 4 },
      { address: "2606:4700::6810:84e5", family: 6 },
    ],
  ]);
});
