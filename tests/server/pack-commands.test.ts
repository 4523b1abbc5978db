// Signing a programme at the command line: a key is made once, what is right is signed, what is wrong is said, and a server takes the result.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readPackShelf } from '../../src/features/modules/pack-shelf.server';
import { signatureFile } from '../../src/features/modules/pack-signing';
import { packCommand } from '../../src/main/pack-commands.server';
import { changed, writeFolder } from '../support/pack-folder';

let folder: string;
const at = (...names: string[]) => join(folder, ...names);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'larkrise-signing-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** What the operator reads, and whether it was done. */
async function larkrise(...words: string[]) {
  const lines: string[] = [];
  const command = packCommand(words, line => lines.push(line));
  if (!command) throw new Error(`"${words.join(' ')}" is no command`);
  const why = await command();
  return { done: why === null, text: [...lines, why ?? ''].join('\n') };
}
const publicIn = (text: string): string => /PACK_KEYS: ([\w-]{43})/.exec(text)?.[1] ?? '';

test('words that are no command are none', () => {
  for (const line of ['', 'pack-key', 'sign-pack', 'sign-pack a', 'sign-pack a b c', 'pack-key a b', 'unsign-pack a b'])
    expect(
      packCommand(line.split(' '), () => undefined),
      line,
    ).toBeNull();
});

test('a key is made once, for its owner alone, its public half said and the other never', async () => {
  const first = await larkrise('pack-key', at('key'));
  expect(statSync(at('key')).mode & 0o777).toBe(0o600);
  const second = await larkrise('pack-key', at('key'));
  expect(publicIn(first.text)).toHaveLength(43);
  expect(publicIn(second.text)).toBe(publicIn(first.text));
  const pem = readFileSync(at('key'), 'utf8');
  for (const line of pem.split('\n').filter(text => text.length > 20 && !text.startsWith('-'))) expect(first.text).not.toContain(line);
});

test('a file that is no key is left as it is, and one that cannot be written is said to be so', async () => {
  writeFileSync(at('notes'), 'my notes');
  expect(await larkrise('pack-key', at('notes'))).toMatchObject({ done: false });
  expect(readFileSync(at('notes'), 'utf8')).toBe('my notes');
  expect(await larkrise('pack-key', at('none', 'key'))).toEqual({ done: false, text: `${at('none', 'key')} cannot be written.` });
  expect(await larkrise('sign-pack', writeFolder(), at('notes'))).toMatchObject({ done: false });
});

test('a programme that is not right is not signed, and every fault is said', async () => {
  await larkrise('pack-key', at('key'));
  const faulty = writeFolder(changed('modules/01-first/module.yaml', 'minutes: 60', 'minutes: 600'));
  const { done, text } = await larkrise('sign-pack', faulty, at('key'));
  expect([done, text]).toEqual([false, expect.stringContaining('module.yaml:4:10: minutes must be a whole number')]);
  expect(existsSync(join(faulty, signatureFile))).toBe(false);
  rmSync(faulty, { recursive: true });
});

test('the sample programme, signed, is served by a server that knows the signer, and by no other', async () => {
  const { text } = await larkrise('pack-key', at('key'));
  mkdirSync(at('programmes'));
  cpSync('src/sample/programme', at('programmes', 'sample'), { recursive: true });
  const signed = await larkrise('sign-pack', at('programmes', 'sample'), at('key'));
  expect([signed.done, signed.text]).toEqual([true, expect.stringContaining(publicIn(text))]);
  const { packs, refused, warnings } = await readPackShelf(at('programmes'), [publicIn(text)]);
  expect([packs.length, refused, warnings]).toEqual([1, [], []]);
  expect((await readPackShelf(at('programmes'), ['A'.repeat(43)])).packs).toEqual([]);
});

test('a programme that was changed is signed again as it is now', async () => {
  const { text } = await larkrise('pack-key', at('key'));
  mkdirSync(at('programmes'));
  const root = writeFolder();
  cpSync(root, at('programmes', 'small'), { recursive: true });
  rmSync(root, { recursive: true });
  const serve = async () => (await readPackShelf(at('programmes'), [publicIn(text)])).packs.length;
  await larkrise('sign-pack', at('programmes', 'small'), at('key'));
  expect(await serve()).toBe(1);
  writeFileSync(at('programmes', 'small', 'modules/01-first/resources/to-read.md'), 'Something else.\n');
  expect(await serve()).toBe(0);
  await larkrise('sign-pack', at('programmes', 'small'), at('key'));
  expect(await serve()).toBe(1);
});
