// Partners in Serbia, on the seed: who writes about the country is found by the works, who works there by the organisation that their profile shows.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { eventually, people } from './people.mjs';
import { startHub } from './server.mjs';

const server = await startHub();
after(() => server.stop());
const { Jelena: jelena, Ana: ana } = await people(server, { RESEARCHER: ['Jelena'], CURATOR: ['Ana'] });

const inSerbia = '{ researchers(where: { places: { some: { within: { eq: "RS" } } } }) { nodes { id } } }';
const searched = '{ search(where: { place: { eq: "RS" } }, kinds: [RESEARCHER]) { nodes { ... on Researcher { id } } } }';
const ids = ({ nodes }) => nodes.map(({ id }) => id);

test('who belongs to an institution in Serbia is found by the place, as long as that is for everybody to see', async () => {
  const { researchers, organizations, viewer } = await jelena.ask(`{
    viewer { id }
    researchers(where: { outputs: { some: { places: { some: { within: { eq: "RS" } } } } } }, first: 1) { totalCount nodes { id } }
    organizations(where: { place: { within: { eq: "RS" } } }) { nodes { id name } }
  }`);
  assert.ok(researchers.totalCount > 0, 'somebody has written about Serbia');
  const [{ id }] = researchers.nodes;
  const [{ id: organization, name }] = organizations.nodes;
  assert.equal(name, 'Commissariat for Refugees and Migration of the Republic of Serbia');
  assert.ok(!ids((await jelena.ask(inSerbia)).researchers).includes(id), 'nobody knows yet where they work');
  await ana.does('linkUserToResearcher', { user: viewer.id, researcher: id });

  await jelena.does('updateResearcherProfile', { id, affiliations: [{ organization, role: 'Adviser' }] });
  assert.deepEqual(ids((await ana.ask(inSerbia)).researchers), [id]);
  await eventually(() => ana.ask(searched), ({ search }) => ids(search).includes(id), 'that the search finds them');

  await jelena.does('updateResearcherProfile', { id, visibility: [{ field: 'AFFILIATIONS', visibility: 'PRIVATE' }] });
  assert.deepEqual(ids((await ana.ask(inSerbia)).researchers), []);
  await eventually(() => ana.ask(searched), ({ search }) => !ids(search).includes(id), 'that the search finds them no more');
});
