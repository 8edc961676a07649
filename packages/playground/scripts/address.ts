/** The port that `npm run playground` takes unless PORT in the environment says another. */
export const PORT = 8127;

/** Where documents link to. */
export const ADDRESS = `http://127.0.0.1:${PORT}/`;
