// The story of schema/guides/working-together.md, played by real clients on one server: from a draft to a retraction.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { eventually, people, visitor } from './people.mjs';
import { startHub } from './server.mjs';

const server = await startHub();
const listeners = [];
after(async () => {
  for (const listener of listeners) listener.end();
  await server.stop();
});

const { Jelena: jelena, Marko: marko, Vesna: vesna, Petar: petar, Mila: mila, Ana: ana, Ivan: ivan, Sara: sara, Luka: luka, Olga: olga } = await people(server, {
  RESEARCHER: [
    'Jelena', // a researcher in Novi Sad
    'Marko', // a civil servant in a ministry
    'Vesna', // curates a community
    'Petar', // reviews
    'Mila', // reviews
  ],
  CURATOR: ['Ana'], // edits the repository
  READER: [
    'Ivan', // follows the author
    'Sara', // follows the community
    'Luka', // follows the topic
    'Olga', // makes policy
  ],
});
async function listen(opening) {
  const listener = await opening;
  listeners.push(listener);
  return listener;
}
const text = (english) => [{ language: 'en', text: english }];

const story = {};
const title = 'Returnees on the labour market of Novi Sad';

const published = 'subscription ($after: String!) { outputPublished(after: $after) { cursor kind output { id } } }';

/** Takes an output of Jelena's from draft to published, decided by Ana. */
async function publish(id) {
  await jelena.does('submitOutput', { id });
  await ana.does('startReview', { id });
  await ana.does('acceptOutput', { id });
  await jelena.does('publishOutput', { id });
}

test('a researcher in Novi Sad drafts a study with a co-author from a ministry', async () => {
  const known = await jelena.ask('{ viewer { id } researchers(first: 1) { nodes { id } } concepts(scheme: TOPIC, first: 1) { nodes { id } } }');
  [story.author, story.topic] = [known.researchers.nodes[0].id, known.concepts.nodes[0].id];
  await ana.does('linkUserToResearcher', { user: known.viewer.id, researcher: story.author });
  const { study } = await jelena.does(
    'createStudy',
    {
      type: 'REPORT',
      titles: text(title),
      abstracts: text('What became of people who came back, by a survey of 400 households.'),
      languages: ['en'],
      publishedYear: 2026,
      license: 'CC-BY-4.0',
      contributors: [{ researcher: story.author, nameAsPrinted: 'Jelena' }],
      concepts: [story.topic],
      places: ['RS'],
    },
    'study { id }',
  );
  story.study = study.id;
  const byId = 'query ($id: ID!) { study(by: { id: $id }) { revision title(language: "en") } }';
  assert.equal((await marko.ask(byId, { id: story.study })).study, null, 'a draft does not exist for others');

  const { collaborator } = await jelena.does(
    'inviteCollaborator',
    { id: story.study, email: 'marko@example.org', role: 'EDIT', isBibliographic: true },
    'collaborator { id }',
  );
  await marko.does('acceptCollaboration', { id: collaborator.id });
  const changes = await listen(
    jelena.hearsBySocket('subscription ($id: ID!) { draftChanged(id: $id) { kind cursor present { name isViewer } output { id } } }', { id: story.study }),
  );
  await changes.hears(({ present }) => present?.some((one) => one.isViewer), 'that she has the draft open');
  const seen = (await marko.ask(byId, { id: story.study })).study;
  assert.equal(seen.title, title);
  await marko.does('reviseStudy', {
    id: story.study,
    expectedRevision: seen.revision,
    abstracts: text('What became of people who came back, by a survey of 400 households and the register of the ministry.'),
  });
  await changes.hears(({ kind, output }) => kind === 'CHANGED' && output?.id === story.study, 'that the draft was changed');

  const draftChanged = 'subscription ($id: ID!) { draftChanged(id: $id) { kind present { name isViewer } } }';
  const there = (count, name) => ({ present }) => present?.length === count && present.some((one) => one.name === name && !one.isViewer);
  const other = await marko.hearsBySocket(draftChanged, { id: story.study });
  await other.hears(there(2, 'jelena'), 'who was there before');
  await changes.hears(there(2, 'marko'), 'that the co-author has the draft open');
  other.end();
  const { secret } = await jelena.does('createShareLink', { id: story.study, name: 'For a judge', level: 'VIEW', isAnonymous: true }, 'secret');
  const judge = await listen(visitor(server, `Share ${secret}`).hearsBySocket(draftChanged, { id: story.study }));
  await judge.hears(({ present }) => present?.length === 1 && present[0].isViewer, 'that they are there, and of nobody else');
  await changes.hears(there(2, 'Someone'), 'that somebody looks at it');
  await marko.isRefused('deleteDraft', { id: story.study }, 'FORBIDDEN');
});

test('the data behind it are published, on request', async () => {
  const { dataset } = await jelena.does(
    'createDataset',
    {
      titles: text('Survey of returnees, Novi Sad 2025'),
      abstracts: text('Answers of 400 households.'),
      languages: ['en'],
      publishedYear: 2025,
      license: 'CC-BY-4.0',
      access: 'RESTRICTED',
      accessMode: 'LICENSED',
      relations: [{ type: 'IS_SUPPLEMENT_TO', output: story.study }],
    },
    'dataset { id }',
  );
  story.dataset = dataset.id;
  await jelena.uploads(dataset.id, 'households.csv', 'household,returned\n1,2019\n2,2021\n');
  await jelena.does('setAccessTerms', { dataset: dataset.id, text: 'For research; never try to find out who answered.', grantDays: 30, needsEthicsApproval: true });
  await publish(dataset.id);
});

test('a community includes it', async () => {
  const { community } = await vesna.does('createCommunity', { names: text('Migration in Vojvodina'), kind: 'RESEARCH_GROUP', policy: 'CLOSED' }, 'community { id slug }');
  story.community = community.id;
  const { request } = await jelena.does('requestInclusion', { output: story.study, community: community.id }, 'request { id status }');
  assert.equal(request.status, 'SUBMITTED');
  const timeline = await listen(
    jelena.hearsByEvents('subscription ($id: ID!) { requestTimeline(requestId: $id) { event { kind } request { status } } }', { id: request.id }),
  );
  await vesna.does('commentOnRequest', { id: request.id, text: 'Welcome; one moment.' });
  await vesna.does('acceptRequest', { id: request.id });
  await timeline.hears((one) => one.request?.status === 'ACCEPTED', 'that the community said yes');
});

test('two anonymous reviewers review it', async () => {
  await jelena.does('submitOutput', { id: story.study });
  await ana.does('startReview', { id: story.study });
  for (const reviewer of [petar, mila]) {
    const { review } = await ana.does(
      'inviteReviewer',
      { id: story.study, email: `${reviewer.name.toLowerCase()}@example.org`, method: 'DOUBLE_ANONYMOUS', dueOn: inDays(30) },
      'review { id }',
    );
    const { viewer } = await reviewer.ask('{ viewer { requests(part: RECEIVER, first: 5) { nodes { id kind status } } } }');
    const invitation = viewer.requests.nodes.find(({ kind, status }) => kind === 'REVIEW_INVITATION' && status === 'SUBMITTED');
    await reviewer.does('acceptRequest', { id: invitation.id });
    await reviewer.does('declareInterests', { id: review.id, hasConflict: false });
    const { study } = await reviewer.ask(
      'query ($id: ID!) { study(by: { id: $id }) { title(language: "en") contributors { nameAsPrinted } abstract(language: "en") } }',
      { id: story.study },
    );
    assert.equal(study.title, title);
    assert.doesNotMatch(JSON.stringify(study), /jelena|marko/i, 'who wrote it is kept from its reviewers');
    await reviewer.does('submitReview', {
      id: review.id,
      originality: 4,
      methods: 4,
      evidence: 3,
      relevance: 5,
      commentsToAuthor: 'The register covers one town only: say so.',
      recommendation: 'ACCEPT',
    });
  }
  await ana.does('decideReview', { id: story.study, decision: 'ACCEPT', text: 'Both reviewers advise to accept it.' });
  const { study } = await jelena.ask(
    'query ($id: ID!) { study(by: { id: $id }) { state reviews { nodes { status recommendation commentsToAuthor reviewer { name } } } } }',
    { id: story.study },
  );
  assert.equal(study.state, 'ACCEPTED');
  assert.equal(study.reviews.nodes.length, 2);
  for (const review of study.reviews.nodes) {
    assert.equal(review.reviewer, null);
    assert.match(review.commentsToAuthor, /one town/);
  }
});

test('one correction is asked and answered', async () => {
  const { request } = await mila.does(
    'requestCorrection',
    { output: story.dataset, field: 'TITLE', message: 'The survey was taken in 2024.', proposed: 'Survey of returnees, Novi Sad 2024' },
    'request { id dueOn }',
  );
  assert.match(request.dueOn, /^\d{4}-\d\d-\d\d$/);
  await jelena.does('acceptRequest', { id: request.id, outcome: 'Right: the next version will say 2024.' });
  const { dataset } = await olga.ask(
    'query ($id: ID!) { dataset(by: { id: $id }) { corrections(first: 5) { nodes { field status outcome } } } }',
    { id: story.dataset },
  );
  assert.deepEqual(dataset.corrections.nodes, [{ field: 'TITLE', status: 'ACCEPTED', outcome: 'Right: the next version will say 2024.' }]);
});

test('it is published; three followers and a saved search are told live', async () => {
  const told = 'subscription ($after: String) { notificationReceived(after: $after) { notification { kind topic { id } subject { id } about { id } } } }';
  const followers = await Promise.all(
    [
      [ivan, story.author, ivan.hearsBySocket],
      // Of a stream it is known when it has begun: it needs no place to begin at.
      [sara, story.community, (query) => sara.hearsByEvents(query)],
      [luka, story.topic, luka.hearsBySocket],
    ].map(async ([follower, subject, hears]) => {
      await follower.does('follow', { subject });
      return { subject, listener: await listen(hears(told, { after: '0-0' })) };
    }),
  );
  const { savedSearch } = await olga.does('createSavedSearch', { name: 'People who came back', query: 'returnees labour market' }, 'savedSearch { id }');
  const matched = await listen(
    olga.hearsByEvents('subscription ($id: ID!) { savedSearchMatched(savedSearchId: $id) { kind output { id } } }', { id: savedSearch.id }),
  );
  const { repository } = await luka.ask('{ repository { index { sequence } } }');
  const anybody = await listen(luka.hearsBySocket(published, { after: repository.index.sequence }));

  await jelena.does('publishOutput', { id: story.study });
  const { study } = await olga.ask('query ($id: ID!) { study(by: { id: $id }) { state contributors { nameAsPrinted } } }', { id: story.study });
  assert.equal(study.state, 'PUBLISHED');
  assert.ok(study.contributors.some(({ nameAsPrinted }) => nameAsPrinted === 'marko'), 'the co-author is named');

  for (const { subject, listener } of followers) {
    await listener.hears(
      ({ notification }) => [notification?.topic?.id, notification?.subject?.id].includes(story.study) && notification.about?.id === subject,
      'the publication by a follower, because of what they follow',
    );
  }
  await matched.hears(({ output }) => output?.id === story.study, 'the publication by the saved search');
  await anybody.hears(({ output }) => output.id === story.study, 'the publication by anybody who listens');
});

test('a policy maker puts it on a shared list and comments', async () => {
  const { readingList: list } = await olga.does('createReadingList', { title: 'For the strategy on return', visibility: 'SHARED' }, 'readingList { id }');
  await olga.does('addToReadingList', { id: list.id, output: story.study, note: 'For chapter 3.' });
  const { viewer } = await sara.ask('{ viewer { id } }');
  await olga.does('shareReadingList', { id: list.id, person: viewer.id, level: 'VIEW' });
  const shared = await sara.ask('query ($id: ID!) { node(id: $id) { ... on ReadingList { title items(first: 5) { nodes { note output { id } } } } } }', { id: list.id });
  assert.deepEqual(shared.node.items.nodes, [{ note: 'For chapter 3.', output: { id: story.study } }]);

  const comments = await listen(
    jelena.hearsBySocket('subscription ($id: ID!) { commentPosted(subjectId: $id, after: "0-0") { comment { body html author { name } } } }', { id: story.study }),
  );
  await olga.does('postComment', { subject: story.study, body: 'Does the **register** say when they left?' });
  const { comment } = await comments.hears((one) => one.comment, 'the comment');
  assert.equal(comment.html, '<p>Does the <strong>register</strong> say when they left?</p>');
});

test('a data request is approved and used', async () => {
  const files = 'query ($id: ID!) { dataset(by: { id: $id }) { files { name download } } }';
  const [file] = (await olga.ask(files, { id: story.dataset })).dataset.files;
  assert.equal((await olga.gets(file.download)).status, 404);
  const { request } = await olga.does(
    'requestDataAccess',
    { dataset: story.dataset, purpose: 'To cost the strategy.', ethicsApproval: 'Decision 12/2026 of the ministry', acceptedTermsVersion: 1 },
    'request { id }',
  );
  await jelena.does('acceptRequest', { id: request.id });
  const answer = await olga.gets(file.download);
  assert.equal(answer.status, 200);
  assert.match(await answer.text(), /household,returned/);
  assert.equal((await sara.gets(file.download)).status, 404);
  const { dataset } = await eventually(
    () => jelena.ask('query ($id: ID!) { dataset(by: { id: $id }) { downloads(first: 5) { nodes { fileName user { name } } } } }', { id: story.dataset }),
    (found) => found.dataset.downloads.nodes.length > 0,
    'the entry in the log of downloads',
  );
  assert.equal(dataset.downloads.nodes[0].fileName, 'households.csv');
});

test('a retraction reaches everybody concerned', async () => {
  await ana.does('retractOutput', { id: story.study, reason: 'The register held people twice.' });
  // Who wrote it, who follows it, who keeps it on a list and with whom that is shared.
  for (const concerned of [jelena, marko, ivan, luka, olga, sara]) {
    await eventually(
      () => concerned.ask('{ viewer { notifications(kinds: [RETRACTED], first: 5) { nodes { topic { id } subject { id } } } } }'),
      ({ viewer }) => viewer.notifications.nodes.some(({ topic, subject }) => [topic?.id, subject?.id].includes(story.study)),
      `the retraction in the inbox of ${concerned.name}`,
    );
  }
  const { study } = await olga.ask('query ($id: ID!) { study(by: { id: $id }) { state } }', { id: story.study });
  assert.equal(study.state, 'RETRACTED');
});

function inDays(days) {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}
