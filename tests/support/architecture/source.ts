// Reads one TypeScript file into what the architecture rules ask about: its imports, functions, and where it names certain things.
import { parseSync } from 'vite';

export type File = { readonly path: string; readonly text: string };
export type Syntax = { readonly type: string; readonly start: number; readonly end: number; readonly [field: string]: unknown };
export type Import = { readonly name: string; readonly reExport: boolean };
export type Source = { readonly file: File; readonly program: Syntax; readonly comments: readonly string[] };

const isSyntax = (value: unknown): value is Syntax =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string' && 'start' in value;

/** Throws on a file that does not parse: then no rule can be trusted. */
export function readSource(file: File): Source {
  const { program, comments, errors } = parseSync(file.path, file.text, { astType: 'ts', lang: file.path.endsWith('x') ? 'tsx' : 'ts' });
  const [error] = errors;
  if (error) throw new Error(`${file.path}: ${error.message}`);
  if (!isSyntax(program)) throw new Error(`${file.path}: no program`);
  return { file, program, comments: comments.map(comment => comment.value) };
}

/** Calls `visit` for every node with the node around it. */
function walk(node: Syntax, visit: (node: Syntax, around: Syntax | undefined) => void, around?: Syntax): void {
  visit(node, around);
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) if (isSyntax(child)) walk(child, visit, node);
  }
}

const literalText = (value: unknown): string | undefined =>
  isSyntax(value) && value.type === 'Literal' && typeof value.value === 'string' ? value.value : undefined;

/** Every import, whether of a value or a type, at the top or on demand. */
export function importsOf({ program }: Source): Import[] {
  const found: Import[] = [];
  walk(program, node => {
    if (!/^(Import|Export\w+)Declaration$|^ImportExpression$|^TSImportType$/.test(node.type)) return;
    const name = literalText(node.source) ?? literalText(node.argument);
    if (name !== undefined) found.push({ name, reExport: node.type.startsWith('Export') });
  });
  return found;
}

const isNamed = (value: unknown, name: string): boolean => isSyntax(value) && value.type === 'Identifier' && value.name === name;

const isGlobal = (value: unknown): boolean => ['globalThis', 'window', 'self'].some(name => isNamed(value, name));

const isTypeOnly = (node: Syntax): boolean => /^TS(TypeQuery|TypeReference|QualifiedName|FunctionType|\w+Signature)$/.test(node.type);

/** True when the file uses the platform's `fetch`, called or handed on; a type, a key or a method of that name is none. */
export function usesFetch({ program }: Source): boolean {
  let found = false;
  walk(program, (node, around) => {
    if (!isNamed(node, 'fetch') || !around || isTypeOnly(around)) return;
    const isMember = around.type === 'MemberExpression' && around.property === node && around.computed !== true;
    const isKey = /^(Property|PropertyDefinition|MethodDefinition)$/.test(around.type) && around.key === node && around.shorthand !== true;
    if (isMember ? isGlobal(around.object) : !isKey) found = true;
  });
  return found;
}

/** True when the file asks the machine what time it is. */
export function readsClock({ program }: Source): boolean {
  let found = false;
  walk(program, node => {
    if (node.type === 'MemberExpression' && isNamed(node.object, 'Date') && isNamed(node.property, 'now')) found = true;
    const bare = Array.isArray(node.arguments) && node.arguments.length === 0;
    if (/^(New|Call)Expression$/.test(node.type) && isNamed(node.callee, 'Date') && bare) found = true;
  });
  return found;
}

export function has(source: Source, type: string): boolean {
  let found = false;
  walk(source.program, node => {
    if (node.type === type) found = true;
  });
  return found;
}

export type FunctionSize = { readonly line: number; readonly lines: number };

/** The functions of a file with their lengths in lines; the bodies of `describe` only group tests and do not count. */
export function functionSizes({ file, program }: Source): FunctionSize[] {
  const lineAt = (position: number) => file.text.slice(0, position).split('\n').length;
  const sizes: FunctionSize[] = [];
  walk(program, (node, around) => {
    if (!/Function(Declaration|Expression)$/.test(node.type)) return;
    if (around?.type === 'CallExpression' && isNamed(around.callee, 'describe')) return;
    const line = lineAt(node.start);
    sizes.push({ line, lines: lineAt(node.end) - line + 1 });
  });
  return sizes;
}
