import { BlockList, isIP } from 'node:net';

/** Addresses that are not of the public internet: of this machine, of its network, or for special use (RFC 6890 and later). */
const OWN = { ipv4: new BlockList(), ipv6: new BlockList() };
/** Where a network has IPv6 alone, addresses of IPv4 are reached behind this prefix (RFC 6052). */
const NAT64 = '64:ff9b::';
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const) {
  OWN.ipv4.addSubnet(network, prefix, 'ipv4');
  OWN.ipv6.addSubnet(NAT64 + network, 96 + prefix, 'ipv6');
}
for (const [network, prefix] of [
  ['::', 16],
  ['64:ff9b:1::', 48],
  ['100::', 8],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
  ['8000::', 1],
] as const)
  OWN.ipv6.addSubnet(network, prefix, 'ipv6');

/** Whether an address is none of the public internet. */
export function isOwnAddress(address: string): boolean {
  const type = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  return OWN[type].check(address, type);
}
