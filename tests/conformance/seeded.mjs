// Loads the seed into a data folder once: `node seeded.mjs FOLDER`. Servers of the suites then start from copies of it (HUB_SEEDED).
import { startIn } from './server.mjs';

const server = await startIn(process.argv[2]);
await server.stop();
