/**
 * Node's permission model. Where it refuses the network, Node's streams say so in various ways: by an event, by an error
 * that is thrown, or, with a listener or an address to connect from, by one that nobody can catch. So it is asked first.
 */

interface Permission {
  has(scope: string): boolean;
}

const KNOWS_NET = process.allowedNodeEnvironmentFlags.has('--allow-net');

/** Does the permission model refuse sockets? It may at any time: permissions can be dropped. */
export function netIsDenied(): boolean {
  const { permission } = process as { permission?: Permission };
  return KNOWS_NET && permission !== undefined && !permission.has('net') && !onlyAudits();
}

/** With --permission-audit it only warns. */
function onlyAudits(): boolean {
  return [...process.execArgv, ...(process.env['NODE_OPTIONS'] ?? '').split(' ')].includes(
    '--permission-audit',
  );
}
