// One record of each kind, as somebody makes it, changes it and says how it stands: what the cells of who-may.server.ts are tried with.
import { createHash, randomUUID } from 'node:crypto';
import { recordKinds } from '../../../src/main/record-kinds';
import { vaultKeyId } from '../../../src/sync/key-ids';
import { quince } from './people';

export type Values = Readonly<Record<string, unknown>>;

/** What a sample is made of. */
export interface About {
  readonly author: string;
  /** What an attachment belongs to: a reflection of hers. */
  readonly reflection: string;
  /** The baby of the Wrens. */
  readonly baby: string;
  /** The sealed bytes of an attachment. */
  readonly file: { readonly size: number; readonly sha256: string };
  /** Words that are in nothing else. */
  readonly words: string;
  /** An id that nothing has. */
  readonly fresh: string;
  /** What Amina shared with her mentor, and what she complained of. */
  readonly shared: string;
  readonly complaint: string;
  /** Its author works in the nursery. */
  readonly isHere: boolean;
}

export interface Sample {
  /** Whoever makes it, it belongs to something of Amina's. */
  readonly isOnHers?: true;
  readonly make: (about: About) => Values;
  readonly change?: Values;
  readonly settle?: Values;
}

const note = { module: null, prompt: null };
const attached = ({ reflection, author, file }: About) => ({ subject: reflection, mime: 'image/jpeg', key: vaultKeyId(author), ...file });
const { nursery, wrens } = quince;

export const samples: Readonly<Record<string, Sample>> = {
  attachment: {
    make: about => ({ ...attached(about), subjectKind: 'reflection', what: 'photo', seconds: 0, standing: 'there' }),
    settle: { standing: 'removed' },
  },
  thumbnail: {
    make: about => ({ ...attached(about), of: about.fresh, standing: 'there' }),
    settle: { standing: 'removed' },
  },
  child: {
    make: ({ words }) => ({ room: wrens, name: words }),
    change: { name: 'another name' },
    settle: { standing: 'left' },
  },
  colleague: {
    make: ({ words }) => ({ name: words, role: 'educator', room: wrens, nursery, hue: 'teal' }),
    change: { name: 'another name' },
    settle: { standing: 'left' },
  },
  complaint: {
    make: ({ words, isHere }) => ({
      ...(isHere ? { nursery, programme: null } : { nursery: null, programme: quince.programme }),
      ...{ baby: null, from: 'Somebody', words },
    }),
    change: { words: 'other words' },
  },
  'complaint-answer': {
    isOnHers: true,
    make: ({ words, author, complaint }) => ({
      complaint,
      step: author === 'amina' ? 'taken-back' : 'acknowledged',
      by: 'Somebody',
      words,
    }),
    change: { words: 'other words' },
  },
  'complaint-draft': {
    make: ({ words, fresh }) => ({ of: fresh, words }),
    change: { words: 'other words' },
  },
  erasure: {
    make: ({ fresh }) => ({ erasure: fresh, nursery, what: 'record', records: 1 }),
    change: { records: 7 },
  },
  'gap-task-try': {
    make: ({ words }) => ({ task: 'wait', module: 'tuning-in', child: null, went: 'well', note: words }),
    change: { note: 'other words' },
  },
  'kept-apart': {
    make: ({ author, words }) => ({
      ...{ nursery, whose: author, kind: 'strength-word', reason: 'not-allowed', fields: { word: words } },
      ...{ tablet: 'Blue', came: 1, count: 1, mayTakeIn: false, standing: 'waiting' },
    }),
    change: { count: 7 },
    settle: { standing: 'put-away' },
  },
  'module-progress': {
    make: ({ fresh }) => ({ module: fresh, chapters: [], position: 1 }),
    change: { position: 2 },
  },
  reflection: {
    make: ({ words }) => ({ ...note, text: words }),
    change: { text: 'other words' },
  },
  'set-aside': {
    make: ({ author, words, fresh }) => ({
      record: fresh,
      kind: 'child',
      field: 'name',
      value: words,
      version: fresh,
      wrote: 1,
      winner: author,
    }),
    settle: { standing: 'dealt' },
  },
  'shared-reflection': {
    make: ({ words, fresh }) => ({ ...note, reflection: fresh, text: words, standing: 'with-mentor' }),
    change: { text: 'other words' },
    settle: { standing: 'withdrawn' },
  },
  opening: {
    isOnHers: true,
    make: ({ shared }) => ({ shared, of: 'amina', reflection: shared.slice(shared.lastIndexOf(':') + 1), by: 'Somebody', words: 1 }),
    change: { words: 2 },
  },
  'strength-word': {
    make: ({ baby, words }) => ({ child: baby, room: wrens, side: 'educator', word: words.slice(0, 40) }),
    settle: { standing: 'taken-back' },
  },
};

/** The only id that it may have, or one of its own. */
export function idFor(kind: string, author: string, set: Values): string {
  return recordKinds.get(kind)?.naturalId?.(author, set) ?? randomUUID();
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
