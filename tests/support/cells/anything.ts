// Whatever somebody may send: values by a described schema and beside it, names and numbers that programs stumble over.
import fc from 'fast-check';

/** A part of an OpenAPI document, as far as it is read here. */
export interface Described {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Described>>;
  readonly additionalProperties?: unknown;
  readonly items?: Described;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Described[];
  readonly oneOf?: readonly Described[];
  readonly allOf?: readonly Described[];
}

export const oddTexts = [
  ...['', ' ', '\u0000', 'a\u0000b', '\ud800', '\udc69\u200d', '\u202egnp.exe', '\ufeffx', 'é', 'ﷺ', '𝕬𝖒𝖎𝖓𝖆', 'Аmina', 'x'.repeat(5_000)],
  ...['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'null', 'undefined', 'NaN', 'true'],
  ...[
    '../../etc/passwd',
    '..%2f..%2f',
    'C:\\x',
    "' OR 1=1 --",
    '"; DROP TABLE people; --',
    '#{7*7}',
    '{{7*7}}',
    '<script>alert(1)</script>',
  ],
  ...['=HYPERLINK("https://evil.example")', '@SUM(A1)', '+1', '-1', '0', '1e999', '9007199254740993', '0x10'],
  ...['AAAA', 'A'.repeat(43), 'A'.repeat(86), 'A'.repeat(87), 'f'.repeat(16), 'bm90IGpzb24', 'larkrise', 'office', 'set-up'],
] as const;

const numbers = [0, -0, 1, -1, 0.5, 2 ** 31, 2 ** 53 - 1, 2 ** 53, -(2 ** 53), 1e300, -1e300, 5e-324];

const oddText = (...known: readonly string[]): fc.Arbitrary<string> =>
  fc.oneof(fc.constantFrom(...known, ...oddTexts), fc.uuid(), fc.string({ unit: 'binary', maxLength: 40 }));

export const anything = (...known: readonly string[]): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 3, arbitrary: oddText(...known) },
    { weight: 2, arbitrary: fc.constantFrom<unknown>(null, true, false, ...numbers, [], {}, [[]], [null], { '': {} }) },
    { weight: 2, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  );

/** Mostly what the schema asks for, and now and then anything else in its place. */
export function likely(schema: Described | undefined, known: readonly string[], depth = 0): fc.Arbitrary<unknown> {
  if (!schema || depth > 6) return anything(...known);
  const fitting = fits(schema, known, depth + 1);
  return fc.oneof({ weight: 8, arbitrary: fitting }, { weight: 1, arbitrary: anything(...known) });
}

function fits(schema: Described, known: readonly string[], depth: number): fc.Arbitrary<unknown> {
  const choices = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  if (choices && choices.length > 0) return fc.oneof(...choices.map(one => likely(one, known, depth)));
  if (schema.enum && schema.enum.length > 0) return fc.constantFrom(...schema.enum);
  if (schema.type === 'object') return objects(schema, known, depth);
  if (schema.type === 'array') return fc.array(likely(schema.items, known, depth), { maxLength: 4 });
  if (schema.type === 'boolean') return fc.boolean();
  if (schema.type === 'number' || schema.type === 'integer') return fc.oneof(fc.constantFrom(...numbers), fc.nat());
  return schema.type === 'string' ? oddText(...known) : anything(...known);
}

function objects({ properties = {} }: Described, known: readonly string[], depth: number): fc.Arbitrary<unknown> {
  const each = Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, likely(one, known, depth)]));
  const named = fc.record(each, { requiredKeys: [] });
  const whole = fc.record(each);
  const beside = fc.dictionary(
    oddText(...known).filter(name => name !== '__proto__'),
    anything(...known),
    { maxKeys: 2 },
  );
  return fc.oneof(
    { weight: 6, arbitrary: whole },
    { weight: 1, arbitrary: named },
    { weight: 1, arbitrary: fc.tuple(whole, beside).map(([a, b]) => ({ ...a, ...b })) },
  );
}
