import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import { createGraphiQLFetcher } from '@graphiql/toolkit';
import { GraphiQL } from 'graphiql';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';

// One tab for each example, in the order of their names. A file is "# heading" lines, then the query.
const examples = import.meta.glob('./examples/*.graphql', { query: '?raw', import: 'default', eager: true });
const defaultTabs = Object.keys(examples)
  .sort()
  .map((file) => ({ query: examples[file].trimEnd() }));

const url = new URL('/graphql', location.href);
const socketUrl = new URL(url);
socketUrl.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
const fetcher = createGraphiQLFetcher({
  url: url.href,
  // Made for each subscription, so that the headers of its tab go along as connection parameters.
  subscriptionUrl: socketUrl.href,
});

createRoot(document.getElementById('graphiql')).render(
  createElement(GraphiQL, { fetcher, defaultTabs, defaultEditorToolsVisibility: false }),
);
