// Starts a built program on a free port and waits for the line that says where it answers.
import { execFile, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const startLimit = Number(process.env.HUB_START_SECONDS ?? 120) * 1000;

/** The transport alone, over a toy schema with a subscription. */
export const startToy = () => start(program('ResearchHub.ToyServer'), [], /Toy server is ready at (\S+)/);

/** The whole server, with a data folder of its own that goes when it stops. */
export const startHub = (...options) => startHubWith({}, ...options);

/** The whole server over a data folder. */
export const startIn = (data, environment, ...options) =>
  start(
    process.env.HUB_PROGRAM ?? program('ResearchHub.Api'),
    ['run', '--port', '0', '--data', data, ...options],
    /ResearchHub is ready at (\S+)/,
    environment,
  );

/** As startHub, with these environment variables besides. */
export async function startHubWith(environment, ...options) {
  const data = mkdtempSync(join(tmpdir(), 'researchhub-'));
  // HUB_SEEDED: a folder with the seed, of a server that has stopped. To load it anew for each takes most of the time of the suites.
  if (process.env.HUB_SEEDED && !options.includes('--no-seed')) {
    cpSync(process.env.HUB_SEEDED, data, { recursive: true });
  }
  const server = await startIn(data, environment, ...options);
  const tokens = {};
  return {
    ...server,
    /** Another server on its database. */
    another: () => startHubWith({ ConnectionStrings__ResearchHub: databaseOf(data) }, '--no-seed'),
    /** A token of an account with this role, the same each time: the program that issues it takes seconds. */
    token: (role) => (tokens[role] ??= tokensOf(data, [`${role.toLowerCase()}@example.org`], role).then(([token]) => token)),
    /** A token of each of these accounts, which get this role. */
    tokensOf: (emails, role) => tokensOf(data, emails, role),
    stop: () => server.stop().finally(() => rmSync(data, { recursive: true, force: true })),
  };
}

/** Where the PostgreSQL of a data folder answers, and with which password. */
function databaseOf(data) {
  const port = readFileSync(join(data, 'postgres', 'pgdata', 'postmaster.pid'), 'utf8').split('\n')[3];
  const password = readFileSync(join(data, 'postgres', 'password'), 'utf8').trim();
  return `Host=127.0.0.1;Port=${port};Username=researchhub;Password=${password};Database=researchhub`;
}

async function tokensOf(data, emails, role) {
  const accounts = emails.flatMap((email) => ['--as', email]);
  const options = ['--role', role, '--scope', role === 'ADMIN' ? 'ADMIN' : 'WRITE', '--data', data];
  const command = [process.env.HUB_PROGRAM ?? program('ResearchHub.Api'), 'token', 'create', ...accounts, ...options];
  return (await promisify(execFile)('dotnet', command)).stdout.trim().split('\n');
}

/** The newest build of a project, whichever configuration it has. */
function program(project) {
  const folder = join(root, 'artifacts', 'bin', project);
  const builds = existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name, `${project}.dll`)).filter(existsSync) : [];
  if (builds.length === 0) {
    throw new Error(`${project} has not been built: run dotnet build first.`);
  }
  return builds.sort((one, other) => statSync(other).mtimeMs - statSync(one).mtimeMs)[0];
}

function start(dll, options, readyLine, environment = {}) {
  const child = spawn('dotnet', [dll, ...options], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...environment } });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  let output = '';
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`The server was not ready in time:\n${output}`));
    }, startLimit);
    const read = (chunk) => {
      output += chunk;
      const ready = readyLine.exec(output);
      if (ready) {
        clearTimeout(timer);
        resolve({ url: ready[1], stop: () => (child.kill('SIGTERM'), ended), isRunning: () => child.exitCode === null });
      }
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    ended.then(() => {
      clearTimeout(timer);
      reject(new Error(`The server ended before it was ready:\n${output}`));
    });
  });
}
