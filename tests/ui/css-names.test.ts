// A class is described by one file alone: all styles end up on one page, where a second meaning of a name would change the first.
import { expect, test } from 'vitest';
import { repositoryFiles } from '../support/architecture/tree';

/** The demo's first page is a page of its own. */
const isOfTheApp = (path: string): boolean => path.startsWith('src/') && path.endsWith('.css') && !path.startsWith('src/sample/');

/** `.name {` and `.name,`: the rules that say what a class is; `.card .name {` only fits it into another. */
const described = (text: string): string[] => [...text.matchAll(/^\.([a-z][\w-]*)(?= \{|,$)/gm)].map(([, name = '']) => name);

const filesByClass = (files: readonly { path: string; text: string }[]): Map<string, Set<string>> => {
  const found = new Map<string, Set<string>>();
  for (const { path, text } of files) for (const name of described(text)) found.set(name, (found.get(name) ?? new Set()).add(path));
  return found;
};

const describedTwice = (files: readonly { path: string; text: string }[]): string[] =>
  [...filesByClass(files)].filter(([, paths]) => paths.size > 1).map(([name, paths]) => `.${name}: ${[...paths].join(', ')}`);

test('no class has two meanings', () => {
  expect(describedTwice(repositoryFiles(process.cwd()).filter(({ path }) => isOfTheApp(path)))).toEqual([]);
});

test('a class that two files describe is found', () => {
  const [one, other] = ['.reading {\n}\n.page .row {\n}', '.row {\n}\n.reading,\n.lead {\n}'];
  expect(
    describedTwice([
      { path: 'a.css', text: one },
      { path: 'b.css', text: other },
    ]),
  ).toEqual(['.reading: a.css, b.css']);
});
