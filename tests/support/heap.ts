// What a page's memory still holds: a heap snapshot after the garbage was collected, searched for strings.
import type { Page } from 'playwright-core';

/** Strings are cut in a snapshot after so many characters: what is looked for must stand before that in its text. */
const mostShown = 1_000;

/** Which of these short strings are in the page's memory, in the order in which they were given; those of its workers are not looked at. */
export async function heldInMemory(page: Page, planted: readonly string[]): Promise<readonly string[]> {
  if (planted.some(({ length }) => length >= mostShown)) throw new Error('too long to be looked for in a heap snapshot');
  const tools = await page.context().newCDPSession(page);
  const chunks: string[] = [];
  tools.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await tools.send('HeapProfiler.enable');
  // Twice, because what a weak reference or a finaliser lets go is collected the next time.
  for (const _ of [1, 2]) await tools.send('HeapProfiler.collectGarbage');
  await tools.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await tools.detach();
  const strings = stringsOf(chunks.join(''));
  return planted.filter(text => strings.some(one => one.includes(text)));
}

const hasStrings = (value: unknown): value is { readonly strings: readonly string[] } =>
  typeof value === 'object' && value !== null && 'strings' in value && Array.isArray(value.strings) && value.strings.length > 1_000;

function stringsOf(snapshot: string): readonly string[] {
  const read: unknown = JSON.parse(snapshot);
  if (!hasStrings(read)) throw new Error('this is no heap snapshot');
  return read.strings;
}
