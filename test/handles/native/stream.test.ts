import { KINDS, describeNative } from '../../support/kinds.js';
import { streamHandleContract } from '../../support/stream-handle-contract.js';

describeNative('streams of the kind native', () => streamHandleContract(KINDS.native));
