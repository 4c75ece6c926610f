// A mail server that keeps what it is sent, and how it came.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';

const patience = 180_000;

/** What has come in, to be waited for. */
class Arrivals {
  #all = [];
  #wake = () => {};

  add(one) {
    this.#all.push(one);
    this.#wake();
  }

  get all() {
    return this.#all;
  }

  /** The first that is so; waits for it. */
  async first(isIt, what) {
    const until = Date.now() + patience;
    for (;;) {
      const found = this.#all.find(isIt);
      if (found) {
        return found;
      }
      if (Date.now() > until) {
        throw new Error(`${what} did not come; there is ${JSON.stringify(this.#all)}`);
      }
      await new Promise((resolve) => {
        const timer = setTimeout(resolve, 1000);
        this.#wake = () => (clearTimeout(timer), resolve());
      });
    }
  }
}

/** A free port, to start one server after another on. */
export async function freePort() {
  const server = createServer().listen(0, 'localhost');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Takes connections and drops them at once: a mail server that is down, and says when it was looked for. */
export async function downAt(port) {
  const looks = new Arrivals();
  const server = createServer((socket) => (looks.add({}), socket.destroy())).listen(port, 'localhost');
  await new Promise((resolve) => server.once('listening', resolve));
  return {
    wasLookedFor: () => looks.first(() => true, 'a connection'),
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

/**
 * A mail server. Who is answered with a code instead of being taken is said by `refuse(address, times)`; times counts from 1.
 * `attempts` are the addresses of recipients, as often as they were named; `mails` what was taken.
 */
export async function mailboxAt(port, { refuse = () => undefined, ...options } = {}) {
  const [attempts, mails, sessions] = [[], new Arrivals(), new Arrivals()];
  const server = new SMTPServer({
    onConnect: (session, next) => (sessions.add({ id: session.id }), next()),
    onRcptTo: ({ address }, session, next) => {
      attempts.push(address);
      const code = refuse(address, attempts.filter((one) => one === address).length);
      next(code && Object.assign(new Error('No.'), { responseCode: code }));
    },
    onData: (stream, session, next) => {
      const parts = [];
      stream.on('data', (part) => parts.push(part));
      stream.on('end', () => {
        mails.add({
          to: session.envelope.rcptTo.map(({ address }) => address),
          from: session.envelope.mailFrom.address,
          isSecure: session.secure,
          user: session.user,
          ...parse(Buffer.concat(parts).toString()),
        });
        next();
      });
    },
    ...options,
  });
  server.on('error', () => {}); // A client that does not like what it is offered leaves.
  await new Promise((resolve, reject) => server.listen(port, 'localhost', resolve).once('error', reject));
  return {
    attempts,
    all: () => mails.all,
    to: (address) => mails.first((mail) => mail.to.includes(address), `mail to ${address}`),
    wasLookedFor: () => sessions.first(() => true, 'a connection'),
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

/** A key and a certificate for localhost that nobody but who is told trusts. */
export function certificateIn(folder) {
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const what = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  execFileSync('openssl', [...what, '-keyout', key, '-out', cert], { stdio: 'pipe' });
  return { file: cert, key: readFileSync(key), cert: readFileSync(cert) };
}

/** Headers, unfolded and decoded, by lower-case names; and the rest. */
function parse(text) {
  const end = text.indexOf('\r\n\r\n');
  const lines = text.slice(0, end).replace(/\r\n[ \t]+/g, ' ').split('\r\n');
  const headers = Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), decode(line.slice(line.indexOf(':') + 1).trim())]));
  return { headers, body: text.slice(end + 4) };
}

/** Words as RFC 2047 writes them in headers. */
function decode(text) {
  return text.replace(/\?=\s+=\?/g, '?==?').replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, how, word) => decodeWord(how, word));
}

function decodeWord(how, word) {
  if (how.toLowerCase() === 'b') {
    return Buffer.from(word, 'base64').toString();
  }
  return Buffer.from(word.replace(/_/g, ' ').replace(/=([0-9a-f]{2})/gi, (_, code) => String.fromCharCode(parseInt(code, 16))), 'latin1').toString();
}
