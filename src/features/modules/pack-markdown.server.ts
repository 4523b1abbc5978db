// Turns the restricted Markdown of a pack into blocks; what is not on the short list is a fault with line and column, never HTML.
import { fromMarkdown } from 'mdast-util-from-markdown';
import { ok, type Result, trouble } from '../../kernel/result';
import { characters } from '../../kernel/text';
import type { Block, Run } from './pack';
import { type PackFault, wholeFile } from './pack-fault';

type Root = ReturnType<typeof fromMarkdown>;
type Node = Root['children'][number];
type Look = Omit<Run, 'text'>;

const mostCharacters = 20_000;
const plain: Look = { strong: false, emphasis: false, link: null };

/** In words that somebody who writes Markdown knows. */
const refused: Readonly<Record<string, string>> = {
  html: 'HTML is not read: write it in Markdown',
  image: 'pictures are not read in texts',
  imageReference: 'pictures are not read in texts',
  code: 'code is not read',
  inlineCode: 'code is not read',
  definition: 'write the address where the link is',
  linkReference: 'write the address where the link is',
  thematicBreak: 'a line across is not read: use a heading',
  break: 'start a new paragraph instead of breaking the line',
};

/** Collects faults on its way, so that a writer hears of all of them at once. */
class Reading {
  readonly faults: PackFault[] = [];
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  refuse(node: Node, reason = refused[node.type] ?? `${node.type} is not read here`): void {
    const { line = 0, column = 0 } = node.position?.start ?? {};
    this.faults.push({ file: this.#file, line, column, reason });
  }
}

/** Encrypted, and of the place that it seems to be of: nothing before an @ that looks like another. */
function isPlainAddress(address: string): boolean {
  if (!/^https:\/\/[^\s\\]+$/.test(address) || !URL.canParse(address)) return false;
  const { username, password } = new URL(address);
  return username === '' && password === '';
}

function runsOf(reading: Reading, nodes: readonly Node[], look: Look = plain): readonly Run[] {
  return nodes.flatMap(node => {
    if (node.type === 'text') return [{ text: node.value.replace(/\s*\n\s*/g, ' '), ...look }];
    if (node.type === 'strong') return runsOf(reading, node.children, { ...look, strong: true });
    if (node.type === 'emphasis') return runsOf(reading, node.children, { ...look, emphasis: true });
    if (node.type === 'link' && isPlainAddress(node.url)) return runsOf(reading, node.children, { ...look, link: node.url });
    if (node.type === 'link') reading.refuse(node, 'a link leads to an https: address');
    else reading.refuse(node);
    return [];
  });
}

/** List items and quotes hold paragraphs and nothing else. */
function paragraphsOf(reading: Reading, nodes: readonly Node[], reason: string): Run[][] {
  return nodes.flatMap(node => {
    if (node.type === 'paragraph') return [[...runsOf(reading, node.children)]];
    reading.refuse(node, refused[node.type] ?? reason);
    return [];
  });
}

function itemsOf(reading: Reading, nodes: readonly Node[]): Run[][] {
  return nodes.map(node => {
    const paragraphs =
      'children' in node ? paragraphsOf(reading, node.children as readonly Node[], 'lists have one level, each item one paragraph') : [];
    if (paragraphs.length > 1) reading.refuse(node, 'lists have one level, each item one paragraph');
    return paragraphs[0] ?? [];
  });
}

function blockOf(reading: Reading, node: Node): readonly Block[] {
  if (node.type === 'paragraph') return [{ block: 'paragraph', runs: [...runsOf(reading, node.children)] }];
  if (node.type === 'list') return [{ block: 'list', ordered: node.ordered === true, items: itemsOf(reading, node.children) }];
  if (node.type === 'blockquote')
    return [{ block: 'quote', paragraphs: paragraphsOf(reading, node.children, 'quotes hold paragraphs only') }];
  if (node.type === 'heading' && (node.depth === 2 || node.depth === 3)) {
    return [{ block: 'heading', level: node.depth, runs: [...runsOf(reading, node.children)] }];
  }
  if (node.type === 'heading') reading.refuse(node, 'headings are ## or ###');
  else reading.refuse(node);
  return [];
}

export function readMarkdown(file: string, text: string): Result<readonly Block[], readonly PackFault[]> {
  if (characters(text) > mostCharacters) return trouble([wholeFile(file, `must be at most ${mostCharacters} characters`)]);
  const reading = new Reading(file);
  const blocks = fromMarkdown(text).children.flatMap(node => blockOf(reading, node));
  return reading.faults.length > 0 ? trouble(reading.faults) : ok(blocks);
}
