import { KINDS } from '../../support/kinds.js';
import { tcpHandleContract } from '../../support/socket-handle-contract.js';

describe('TCP of the kind uv', () => tcpHandleContract(KINDS.uv));
