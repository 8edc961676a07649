/** gevent.local: attributes that each greenlet has for itself. */
import { extension } from '../python/homes.js';
import { local as Local } from '../python/local.js';

export class local extends Local {}
extension('gevent._gevent_clocal', local);
