import { KINDS } from '../../support/kinds.js';
import { tcpHandleContract } from '../../support/socket-handle-contract.js';

describe('TCP of the kind node', () => tcpHandleContract(KINDS.node));
