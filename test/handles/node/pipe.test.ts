import { KINDS } from '../../support/kinds.js';
import { pipeHandleContract } from '../../support/socket-handle-contract.js';

describe('pipes of the kind node', () => pipeHandleContract(KINDS.node));
