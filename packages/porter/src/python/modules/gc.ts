/** Python's gc: JavaScript collects garbage when it likes, and tells nobody. */
export const collect = (_generation?: number): number => 0;
export const enable = (): void => undefined;
export const disable = (): void => undefined;
export const isenabled = (): boolean => true;
