import { KINDS, describeNative } from '../../support/kinds.js';
import { tcpHandleContract } from '../../support/socket-handle-contract.js';

describeNative('TCP of the kind native', () => tcpHandleContract(KINDS.native));
