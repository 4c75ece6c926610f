// Makes everything in seed/ that is not written by hand from the data beside the repository.
//   node seed/build.mjs [--data DIR]      (default: ../shared/data beside the repository)
// The result is committed; the server reads seed/ and never this script. No dependencies; same input, same bytes.
import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildVocabularies } from './build/vocabularies.mjs';
import { buildPlaces } from './build/places.mjs';
import { buildLicenses, buildOrganizations, buildThemeMapping, buildTopicMapping } from './build/registers.mjs';
import { buildRecords } from './build/records.mjs';
import { buildDatasets } from './build/datasets.mjs';

const seed = dirname(fileURLToPath(import.meta.url));
const at = process.argv.indexOf('--data');
const data = at > 0 ? resolve(process.argv[at + 1]) : resolve(seed, '../../shared/data');
if (!existsSync(data)) {
  console.error(`No data at ${data}. Give the folder with --data DIR.`);
  process.exit(1);
}
for (const step of [buildVocabularies, buildPlaces, buildLicenses, buildOrganizations, buildThemeMapping, buildTopicMapping, buildRecords, buildDatasets]) {
  console.log(`${step.name}: ${await step(data, seed)}`);
}
