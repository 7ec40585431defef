import { lookup } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'

const closed = new BlockList()
const closedV4 = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24', '192.0.2.0/24'],
  ...['192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
]
for (const range of closedV4) {
  const [net = '', bits = ''] = range.split('/')
  closed.addSubnet(net, Number(bits), 'ipv4')
}
// Of IPv6 only what is given out is open; tunnels lead to any address of IPv4, and examples lead nowhere.
const openV6 = new BlockList()
openV6.addSubnet('2000::', 3, 'ipv6')
for (const [net, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
] as const)
  closed.addSubnet(net, bits, 'ipv6')

/** Whether an address belongs to a private network, to this machine, or to nobody. What is no address is closed as well. */
export const isPrivate = (address: string): boolean => {
  const family = isIP(address)
  if (family === 4) return closed.check(address, 'ipv4')
  if (family !== 6) return true
  return !openV6.check(address, 'ipv6') || closed.check(address, 'ipv6')
}

/** An address that is not to be connected to. */
export class PrivateAddress extends Error {
  readonly code = 'EPRIVATE'
}

/** Looks a host up like the usual function, which is replaced in tests. */
export type Resolve = typeof lookup

/**
 * Looks a host up and refuses it where any of its addresses is private. The connection is made to what is answered here and nowhere else: a name
 * that leads somewhere else a moment later is of no use.
 */
export const publicLookup =
  (resolve: Resolve = lookup): LookupFunction =>
  (host, options, done) => {
    resolve(host, { ...options, all: true }, (error, addresses) => {
      const first = addresses?.[0]
      if (error || !first) return done(error ?? new PrivateAddress('the host has no address'), '', 4)
      if (addresses.some(({ address }) => isPrivate(address))) return done(new PrivateAddress('the host has a private address'), '', 4)
      if (options.all) return done(null, addresses)
      return done(null, first.address, first.family)
    })
  }

/** Whether a webhook may lead there, as far as the address itself tells: https, no password, and no private network. */
export const isOpenUrl = (text: string, allowsPrivate: boolean): boolean => {
  const url = URL.parse(text)
  if (!url || url.username !== '' || url.password !== '' || url.hash !== '') return false
  if (allowsPrivate) return url.protocol === 'https:' || url.protocol === 'http:'
  const host = url.hostname.replace(/^\[|\]$/g, '')
  return url.protocol === 'https:' && (isIP(host) === 0 ? !/^(localhost|.*\.(localhost|local|internal))\.?$/i.test(host) : !isPrivate(host))
}
