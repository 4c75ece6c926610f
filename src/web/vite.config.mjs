import { defineConfig } from 'vite';

// Everything the page needs is built in: it is used where the outside can't be reached.
export default defineConfig({
  root: 'graphiql',
  base: '/graphiql/',
  build: {
    outDir: '../../ResearchHub.Api/wwwroot/graphiql',
    emptyOutDir: true,
    chunkSizeWarningLimit: 8000,
    sourcemap: false,
  },
  worker: { format: 'es' },
});
