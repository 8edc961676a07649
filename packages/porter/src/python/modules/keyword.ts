/** Python's keyword. */
export const kwlist: string[] =
  'False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield'.split(
    ' ',
  );
export const softkwlist: string[] = ['_', 'case', 'match'];

export const iskeyword = (text: string): boolean => kwlist.includes(text);
export const issoftkeyword = (text: string): boolean => softkwlist.includes(text);
