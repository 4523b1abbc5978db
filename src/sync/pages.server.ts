// Pages: what goes down to a tablet, from rows as they lie sealed in the database to pages sealed for their holders.
// A row's state stays the text that it is: what nobody here has to know is not parsed. Rows are opened after the transaction.
import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { createDeflateRaw, deflateRawSync } from 'node:zlib';
import type { Tables } from '../server/database';
import { pageKeyFor } from '../server/key-generations';
import { among } from '../server/lists';
import { seal } from '../server/sealing';
import { type Bucket, holderOf } from './bucket';
import { vaultKeyId } from './key-ids';
import { type PageContent, pageBinding, type SealedPage } from './protocol';
import { stateText } from './record-store.server';
import { keyBytes, keyIfThere } from './rest-keys.server';
import type { Work } from './work.server';

/** A record in one of its buckets, sealed. */
interface PlacedRecord extends Pick<Tables['records'], 'id' | 'kind' | 'author' | 'version' | 'key' | 'body'> {
  readonly bucket: Bucket;
}

export interface BucketContent {
  readonly rows: readonly PlacedRecord[];
  readonly removals: PageContent['removals'];
}

export const lengthOf = ({ rows, removals }: BucketContent): number => rows.length + removals.length;

/** These records as rows of this bucket, wherever they stand. */
export async function rowsOf({ tx }: Work, bucket: Bucket, ids: readonly string[]): Promise<PlacedRecord[]> {
  const records =
    ids.length === 0
      ? []
      : await tx
          .selectFrom('records')
          .selectAll()
          .where(among(tx, 'id', ids))
          .execute();
  return records.map(record => ({ bucket, ...record }));
}

/** Opens, packs and seals once the transaction is over: that keeps nobody waiting for the database. */
export type PageSealer = () => Promise<SealedPage[]>;

/** One page a holder. All keys are fetched (or made) within the transaction. */
export async function preparePages(
  work: Work,
  tablet: string,
  person: string,
  contents: ReadonlyMap<Bucket, BucketContent>,
): Promise<PageSealer> {
  const byHolder = new Map<string, BucketContent[]>();
  for (const [bucket, content] of contents) {
    const holder = holderOf(bucket, person);
    byHolder.set(holder, [...(byHolder.get(holder) ?? []), content]);
  }
  const pages: (() => Promise<SealedPage>)[] = [];
  for (const [holder, held] of byHolder) {
    const key = holder === person ? vaultKeyId(person) : await pageKeyFor(work.tx, person, holder);
    const bytes = await keyBytes(work, key);
    for (const name of new Set(held.flatMap(({ rows }) => rows.map(row => row.key)))) await keyIfThere(work, name);
    pages.push(async () => {
      const sealed = seal(bytes, pageBinding(tablet, holder, key), await packed(work, held));
      return { holder, key, bytes: sealed.toString('base64url') };
    });
  }
  return () => Promise.all(pages.map(page => page()));
}

const [comma, closing] = [Buffer.from(','), Buffer.from('}')];

/** Nothing where it does not open: one damaged record stops no other. */
function textOf({ parts, keys }: Work, row: PlacedRecord): readonly Buffer[] {
  const { bucket, id, kind, version } = row;
  try {
    const state = stateText(parts.kinds.get(kind), keys.get(row.key), row);
    const head = JSON.stringify({ bucket, id, kind, revision: version });
    return [comma, Buffer.from(`${head.slice(0, -1)},"state":`, 'utf8'), state, closing];
  } catch (fault) {
    parts.report(fault);
    return [];
  }
}

/** Rows that are opened while those before them are packed. */
const rowsAtOnce = 200;

/** The page's JSON in UTF-8, so many rows at a time. */
function* piecesOf(work: Work, contents: readonly BucketContent[]): Generator<Buffer> {
  const rows = contents.flatMap(content => content.rows);
  const removals = JSON.stringify(contents.flatMap(content => content.removals));
  let before: readonly Buffer[] = [Buffer.from('{"rows":[')];
  let isFirst = true;
  for (let at = 0; at < rows.length; at += rowsAtOnce) {
    const texts = rows.slice(at, at + rowsAtOnce).flatMap(row => textOf(work, row));
    yield Buffer.concat([...before, ...(isFirst ? texts.slice(1) : texts)]);
    isFirst &&= texts.length === 0;
    before = [];
  }
  yield Buffer.concat([...before, Buffer.from(`],"removals":${removals}}`, 'utf8')]);
}

/** As small as zlib usually makes it; with more memory it is done sooner. */
const packing = { level: 6, memLevel: 9, chunkSize: 64 * 1024 } as const;

/** A long page is packed beside the main thread, which opens its next rows meanwhile; a short one is done sooner than handed over. */
async function packed(work: Work, contents: readonly BucketContent[]): Promise<Buffer> {
  const pieces = piecesOf(work, contents);
  if (contents.reduce((sum, content) => sum + lengthOf(content), 0) <= rowsAtOnce)
    return deflateRawSync(Buffer.concat([...pieces]), packing);
  const packer = createDeflateRaw(packing);
  const out: Buffer[] = [];
  packer.on('data', (chunk: Buffer) => out.push(chunk));
  const feed = async () => {
    for (const piece of pieces) {
      if (!packer.write(piece)) await once(packer, 'drain');
      await setImmediate();
    }
    packer.end();
  };
  await Promise.all([once(packer, 'end'), feed()]);
  return Buffer.concat(out);
}
