/** An address for people: host and port, IPv6 hosts in brackets. */
export function textOf([host, port]: readonly [host: string, port: number]): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}
