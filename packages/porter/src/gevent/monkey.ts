/** gevent.monkey: nothing is patched, as the porter has put in place what a patch would have. */
import type { Value } from '../python/value.js';

export const patch_all = (_options?: Value): void => undefined;
export const patch_socket = patch_all;
export const patch_time = patch_all;
export const patch_thread = patch_all;
export const patch_select = patch_all;
export const patch_ssl = patch_all;
export const patch_os = patch_all;
export const patch_subprocess = patch_all;
export const patch_dns = patch_all;
export const patch_queue = patch_all;
export const patch_signal = patch_all;
export const patch_sys = patch_all;
export const patch_builtins = patch_all;
export const is_module_patched = (_name: string): boolean => true;
