import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import { createGraphiQLFetcher } from '@graphiql/toolkit';
import { GraphiQL } from 'graphiql';
import { Kind, parse } from 'graphql';
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

// GraphiQL knows what the editor holds a moment after the text changed; who switches tabs and runs at once would send the name of the
// operation of the tab before. So the text itself says what it is.
function operationOf(query) {
  const document = parse(query);
  const [operation, ...others] = document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  return others.length === 0 && operation ? { document, name: operation.name?.value } : undefined;
}

function fetchWhatIsShown(request, options) {
  let operation;
  try {
    operation = operationOf(request.query);
  } catch {
    // The server explains what is wrong with the text.
  }
  return operation ? fetcher({ ...request, operationName: operation.name }, { ...options, documentAST: operation.document }) : fetcher(request, options);
}

createRoot(document.getElementById('graphiql')).render(
  createElement(GraphiQL, { fetcher: fetchWhatIsShown, defaultTabs, defaultEditorToolsVisibility: false }),
);
