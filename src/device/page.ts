// Opens the server's sealed pages and seals rows for the tablet's own storage.
import { type Bytes, fromBase64Url } from '../kernel/bytes';
import { parse, parseJson } from '../kernel/parse';
import type { Result } from '../kernel/result';
import type { RowState } from '../sync/merge';
import { type PageContent, pageBinding, pageContentSchema, type SealedPage } from '../sync/protocol';
import type { StoredRow } from './database';
import { openJson, sealJson } from './sealed-json';
import type { Keys, Session } from './session';

async function inflate(bytes: Bytes): Promise<string> {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return new Response(stream).text();
}

/** The page's rows and removals; null when it does not open with her keys or is not what it must be. */
export async function openPage(session: Session, page: SealedPage): Promise<PageContent | null> {
  const sealed = fromBase64Url(page.bytes);
  const binding = pageBinding(session.tablet.id, page.holder, page.key);
  const opened = sealed ? await session.keys.open(page.key, binding, sealed) : null;
  if (!opened?.ok) return null;
  const content = parse(pageContentSchema, parseJson(await inflate(opened.value)));
  return content.ok ? content.value : null;
}

const rowBinding = (row: Pick<StoredRow, 'holder' | 'id' | 'kind' | 'revision'>): string =>
  ['row', row.holder, row.id, row.kind, row.revision].join('|');

export const sealRow = (
  keys: Keys,
  key: string,
  row: Pick<StoredRow, 'holder' | 'id' | 'kind' | 'revision'>,
  state: RowState,
): Promise<Bytes> => sealJson(keys, key, rowBinding(row), state);

/** The server's row as it lies here. */
export async function openRow(keys: Keys, row: StoredRow & { readonly bytes: Bytes }): Promise<Result<RowState, 'cannot-open'>> {
  // The binding proves that what opens is what sealRow sealed, so its shape needs no second look.
  return (await openJson(keys, row.key, rowBinding(row), row.bytes)) as Result<RowState, 'cannot-open'>;
}
