// Lists of people as spreadsheets write them, and what a passphrase and a sign-in name may be.
import { describe, expect, test } from 'vitest';
import { tidyName } from '../../src/features/office/names';
import { asSignInName, authenticatorAddress } from '../../src/features/office/office-protocol';
import { passphraseTrouble } from '../../src/features/office/passphrase';
import { readStaffList, rowsOfCsv } from '../../src/features/office/staff-list';
import { judgeList } from '../../src/features/office/staff-list-judging';

const cells = (text: string) => rowsOfCsv(text).map(({ cells }) => cells);

describe('a CSV text', () => {
  test.each([
    ['commas', 'Name,Role\r\nAmina,educator\r\n'],
    ['semicolons', 'Name;Role\nAmina;educator'],
    ['tabs', 'Name\tRole\rAmina\teducator\r'],
    ['a byte order mark', '\uFEFFName,Role\nAmina,educator\n\n'],
    ['quotes everywhere', '"Name","Role"\n"Amina","educator"\n'],
  ])('is read with %s', (_, text) => {
    expect(cells(text)).toEqual([
      ['Name', 'Role'],
      ['Amina', 'educator'],
    ]);
  });

  test('keeps quotes, separators and line ends inside quotes, and counts the lines of the file', () => {
    expect(rowsOfCsv('Name,Room\n"Anne ""Annie""","Wrens, Finches"\n\n"Be\na",x\nCeri,')).toEqual([
      { line: 1, cells: ['Name', 'Room'] },
      { line: 2, cells: ['Anne "Annie"', 'Wrens, Finches'] },
      { line: 4, cells: ['Be\na', 'x'] },
      { line: 6, cells: ['Ceri', ''] },
    ]);
  });

  test('whose quote nobody closes ends with the file', () => {
    expect(cells('Name\n"Amina\nKasia')).toEqual([['Name'], ['Amina\nKasia']]);
  });
});

describe('a list of people', () => {
  const rooms = [
    { id: 'r1', name: 'Wrens' },
    { id: 'r2', name: 'Finches' },
  ];
  const judge = (text: string, names: readonly string[] = []) => {
    const read = readStaffList(text, 60);
    return read.whole === null ? judgeList(read.people, { rooms, names }) : read.whole;
  };
  const troubles = (text: string, names: readonly string[] = []) => {
    const judged = judge(text, names);
    return typeof judged === 'string' ? judged : judged.map(({ shown }) => shown.troubles.join(' '));
  };

  test('gives people with their roles and rooms, whatever the order of the columns and the letters', () => {
    const judged = judge('ROOM;First Name;Role\nwrens;Amina;\n;Helen;Leader\nFINCHES;Zoë;educator');
    expect(typeof judged === 'string' ? [] : judged.map(({ name, role, room }) => [name, role, room])).toEqual([
      ['Amina', 'educator', 'r1'],
      ['Helen', 'leader', null],
      ['Zoë', 'educator', 'r2'],
    ]);
    expect(troubles('Name\nAmina')).toEqual(['']);
  });

  test('says of each line what is to be mended', () => {
    const long = 'x'.repeat(61);
    const text = `Name,Role,Room\n,educator,Wrens\n${long},,\nAmina,boss,\nBea,,Moles\nKasia,,\nkasia,,\nDonna,,\n`;
    expect(troubles(text, ['DONNA'])).toEqual([
      'no-name',
      'name-too-long',
      'role-unknown',
      'room-unknown',
      '',
      'twice-in-list',
      'name-there-already',
    ]);
  });

  test('nobody becomes more than educator or leader by it', () => {
    expect(troubles('Name,Role\nA,mentor\nB,programme-lead\nC,operator\nD,__proto__')).toEqual(Array(4).fill('role-unknown'));
  });

  test('a formula is a name like any other text', () => {
    const judged = judge('Name\n=HYPERLINK("http://evil.example")\n@SUM(1+1)');
    expect(typeof judged === 'string' ? judged : judged.map(({ name }) => name)).toEqual([
      '=HYPERLINK("http://evil.example")',
      '@SUM(1+1)',
    ]);
  });

  test('that is no list is said to be none', () => {
    expect(troubles('')).toBe('empty');
    expect(troubles('Name,Role\n\n')).toBe('empty');
    expect(troubles('Amina,educator\nBea,educator')).toBe('no-name-column');
    expect(troubles('PK\u0003\u0004\u0014\u0000')).toBe('not-text');
    expect(troubles(`Name\n${Array.from({ length: 61 }, (_, at) => `P${at}`).join('\n')}`)).toBe('too-many');
  });
});

describe('a passphrase', () => {
  test.each(['seven quiet wrens at breakfast', 'purple kettle 19 otter', 'ночной поезд в Лидс', 'Amina likes cold porridge'])(
    '%j is good',
    text => {
      expect(passphraseTrouble(text, ['Amina', 'amina.q'])).toBeNull();
    },
  );

  test.each([
    ['short', 'passphrase-too-short'],
    ['           a', 'passphrase-too-short'],
    ['Password2026!!', 'passphrase-too-common'],
    ['123456789012', 'passphrase-too-common'],
    ['aaaaaaaaaaaaaaaa', 'passphrase-too-common'],
    ['letmeinletmein', 'passphrase-too-common'],
    ['abcdefghijklmn', 'passphrase-too-common'],
    ['11/22/2026 11:11', 'passphrase-too-common'],
    ['correct horse battery staple', 'passphrase-too-common'],
    ['amina amina 2026', 'passphrase-has-name'],
    ['amina.q-amina1', 'passphrase-has-name'],
  ])('%j is not: %s', (text, trouble) => {
    expect(passphraseTrouble(text, ['Amina', 'amina.q'])).toBe(trouble);
  });
});

test('sign-in names are the same whatever their letters, and hold nothing that looks like something else', () => {
  expect(asSignInName('  Helen.Q-2 ')).toBe('helen.q-2');
  for (const name of ['ab', 'x'.repeat(41), 'he len', 'hеlen', 'helen@example.org', '.helen', '__proto__', 'helen\u202E']) {
    expect(asSignInName(name), name).toBeNull();
  }
});

test('an authenticator is told whose secret it is', () => {
  expect(authenticatorAddress('ABC', 'helen.q')).toBe(
    'otpauth://totp/Larkrise:helen.q?secret=ABC&issuer=Larkrise&algorithm=SHA1&digits=6&period=30',
  );
});

test('names are one line without anything invisible, and emoji and joined letters stay whole', () => {
  expect(tidyName('  A\u202Emi\u0000na\n Q ')).toBe('A mi na Q');
  expect(tidyName('👩🏽‍🍼 Sunny')).toBe('👩🏽‍🍼 Sunny');
  expect(tidyName('\u200B \uFEFF')).toBeNull();
  expect(tidyName('x'.repeat(61))).toBeNull();
});
