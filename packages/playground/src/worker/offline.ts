/**
 * Takes from the program what could reach the network. The page's content security policy binds this worker as well, as it comes
 * from a blob; this tells a program so by the first error, and in browsers that see it otherwise.
 */
const REACHING = [
  'fetch',
  'XMLHttpRequest',
  'WebSocket',
  'WebSocketStream',
  'WebTransport',
  'EventSource',
  'importScripts',
  'Worker',
];

for (const name of REACHING) {
  Reflect.deleteProperty(globalThis, name);
  // What is inherited from the prototype of the global is hidden.
  if (name in globalThis) Object.defineProperty(globalThis, name, { value: undefined });
}
