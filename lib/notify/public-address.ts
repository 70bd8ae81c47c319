import dns from "node:dns";
import net, { type LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";

/** The host is in a network that messages must not reach. */
export class InternalAddressError extends Error {
  readonly code = "INTERNAL_ADDRESS";
}

/**
 * Whether an address is one of the public internet: not loopback, private, link-local, carrier-grade NAT, multicast,
 * documentation, or an IPv6 form that hides an IPv4 address (mapped, 6to4, Teredo, NAT64).
 */
export function isPublicAddress(address: string): boolean {
  // `process` turns an IPv4-mapped IPv6 address into the IPv4 one that would be reached.
  return ipaddr.isValid(address) && ipaddr.process(address).range() === "unicast";
}

/** A host that is an address itself is never looked up. @throws InternalAddressError */
export function assertPublicHost(hostname: string): void {
  const host = hostname.replace(/^\[|\]$/g, "");
  if (net.isIP(host) !== 0 && !isPublicAddress(host)) throw new InternalAddressError(host);
}

/**
 * For `http.request`: the addresses that are judged are those that are connected to, so that a name can't answer
 * differently a second time (DNS rebinding). One internal address among them is enough to refuse.
 */
export function publicLookup(lookup: LookupFunction = dns.lookup): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, "", 0);
      const addresses = found as dns.LookupAddress[];
      const internal = addresses.find(({ address }) => !isPublicAddress(address));
      const [first] = addresses;
      if (internal || !first) return callback(new InternalAddressError(internal?.address ?? hostname), "", 0);
      if (options.all) return callback(null, addresses);
      return callback(null, first.address, first.family);
    });
  };
}
