// Mail goes to a real mail server: what it says of itself, by which line it goes, and what becomes of it when the server will not take it.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { certificateIn, downAt, freePort, mailboxAt } from './mailbox.mjs';
import { people } from './people.mjs';
import { startHubWith } from './server.mjs';

const name = 'Повратак у Нови Сад – šta je novo';
const text = (english) => [{ language: 'en', text: english }];

/** A hub that sends mail to this port. */
const hubWithMail = (port, environment) =>
  startHubWith(
    { Mail__Host: 'localhost', Mail__Port: `${port}`, Mail__From: 'ResearchHub <hub@example.org>', ResearchHub__PublicUrl: 'https://hub.example.org', ...environment },
    '--no-seed',
  );

/** A server with an author, a curator and readers; of the readers, who asked is told by mail of what matches. */
async function cast(server, ...names) {
  const { Author: author, Curator: curator, ...readers } = await people(server, { RESEARCHER: ['Author'], CURATOR: ['Curator'], READER: names });
  return {
    reader: (who, query) => readers[who].does('createSavedSearch', { name, query, cadence: 'INSTANT', channels: { email: true } }, 'savedSearch { id }'),
    publish: publisher(author, curator),
  };
}

function publisher(author, curator) {
  return async (title) => {
    const { study } = await author.does(
      'createStudy',
      { type: 'REPORT', titles: text(title), abstracts: text('What was found.'), languages: ['en'], publishedYear: 2026 },
      'study { id }',
    );
    await author.does('submitOutput', { id: study.id });
    await curator.does('startReview', { id: study.id });
    await curator.does('acceptOutput', { id: study.id });
    await author.does('publishOutput', { id: study.id });
  };
}

describe('mail', { concurrency: true }, () => {
  test('is delivered, tried again while the server is down or says later, and not when it says never', async () => {
    const port = await freePort();
    const down = await downAt(port);
    const server = await hubWithMail(port, { Mail__Security: 'None' });
    const { reader, publish } = await cast(server, 'patient', 'ready', 'later', 'never');
    let mailbox;
    try {
      await reader('patient', 'giraffe');
      for (const who of ['ready', 'later', 'never']) {
        await reader(who, 'zebra');
      }
      await publish('A giraffe');
      await down.wasLookedFor();
      await down.close();
      const refusals = { 'later@example.org': (times) => (times === 1 ? 451 : undefined), 'never@example.org': () => 550 };
      mailbox = await mailboxAt(port, { authOptional: true, disabledCommands: ['STARTTLS', 'AUTH'], refuse: (address, times) => refusals[address]?.(times) });
      await publish('A zebra');

      const { headers, body, from } = await mailbox.to('ready@example.org');
      assert.equal(from, 'hub@example.org');
      assert.match(headers.from, /^"?ResearchHub"? <hub@example\.org>$/);
      assert.match(headers.to, /<ready@example\.org>$/);
      assert.equal(headers.subject, `${name}: 1 new`);
      assert.match(headers['message-id'], /^<\d+\.mail@hub\.example\.org>$/);
      assert.match(headers['list-unsubscribe'], /^<https:\/\/hub\.example\.org\/unsubscribe\/[\w-]{20,}>$/);
      assert.equal(headers['list-unsubscribe-post'], 'List-Unsubscribe=One-Click');
      assert.equal(headers['auto-submitted'], 'auto-generated');
      assert.match(headers['content-type'], /^multipart\/alternative/);
      assert.match(body, /\* A zebra/);

      await mailbox.to('patient@example.org');
      await mailbox.to('later@example.org');
      assert.equal(mailbox.attempts.filter((address) => address === 'later@example.org').length, 2);
      // All that time, a mail that will never be taken was offered once.
      assert.equal(mailbox.attempts.filter((address) => address === 'never@example.org').length, 1);
      assert.equal(mailbox.all().length, 3);
    } finally {
      await server.stop();
      await mailbox?.close();
    }
  });

  test('goes over TLS with a password, and not at all where there is no TLS', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'researchhub-mail-'));
    const { file, key, cert } = certificateIn(folder);
    const port = await freePort();
    const plain = await mailboxAt(port, { authOptional: true, disabledCommands: ['STARTTLS'] });
    const server = await hubWithMail(port, { Mail__Security: 'StartTls', Mail__User: 'hub', Mail__Password: 'a secret', SSL_CERT_FILE: file });
    const { reader, publish } = await cast(server, 'careful');
    let mailbox;
    try {
      await reader('careful', 'okapi');
      await publish('An okapi');
      await plain.wasLookedFor();
      await plain.close();
      assert.deepEqual(plain.attempts, []);
      mailbox = await mailboxAt(port, {
        key,
        cert,
        onAuth: ({ username, password }, session, next) => (username === 'hub' && password === 'a secret' ? next(null, { user: username }) : next(new Error('Wrong.'))),
      });

      const mail = await mailbox.to('careful@example.org');
      assert.equal(mail.isSecure, true);
      assert.equal(mail.user, 'hub');
    } finally {
      await server.stop();
      await mailbox?.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
