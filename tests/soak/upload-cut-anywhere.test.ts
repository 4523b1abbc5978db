// A round that carries a photo is cut at each of its bytes, one after the other; PART=2/4 is the second quarter of them.
import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { partOf } from '../support/blocks';
import { surviveUploadCuts } from '../support/upload-cuts';

const { part, parts, positions } = partOf(process.env.PART);
const size = 3_000;

test(`a photo's upload that is cut at any byte arrives once and whole (part ${part} of ${parts})`, async () => {
  const cuts = await surviveUploadCuts(positions, size);
  console.info(`${cuts} positions were cut`);
  expect(cuts).toBeGreaterThan(size / parts);
});
