import { KINDS, describeNative } from '../../support/kinds.js';
import { pipeHandleContract } from '../../support/socket-handle-contract.js';

describeNative('pipes of the kind native', () => pipeHandleContract(KINDS.native));
