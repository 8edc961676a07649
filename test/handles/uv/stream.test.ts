import { KINDS } from '../../support/kinds.js';
import { streamHandleContract } from '../../support/stream-handle-contract.js';

describe('streams of the kind uv', () => streamHandleContract(KINDS.uv));
