// Prints the Debian packages of the programs that tests start and that are missing here, on one line.
import { PEERS, type Peer, isInstalled, packagesOf } from '../test/support/peer-list.js';

const missing = (Object.keys(PEERS) as Peer[]).filter((name) => !isInstalled(name));
console.log(packagesOf(missing).join(' '));
