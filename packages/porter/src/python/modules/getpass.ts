/** Python's getpass: who runs the program. Passwords are not asked for: there is no terminal without an echo here. */
import { nodeModule } from '../host.js';
import { environ } from './os.js';

/** By the environment, else by the system. */
export function getuser(): string {
  for (const name of ['LOGNAME', 'USER', 'LNAME', 'USERNAME']) {
    const value = environ.get(name) as string | null;
    if (value !== null && value !== '') return value;
  }
  return nodeModule('node:os').userInfo().username as string;
}
