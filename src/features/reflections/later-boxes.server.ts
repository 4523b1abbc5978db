// Keeps sealed words for somebody who could not unlock, until she has decided about them: from any tablet of hers, to every tablet of hers.
//
// Invariants: 1 the server never opens one; at rest it lies once more under her vault key, so that it goes with her; 2 only she decides,
// by her signature, and what she has decided never comes back; 3 a tablet brings words for people whose tiles it shows or has shown, and
// writes over none that another tablet brought.
import { fromBase64Url } from '../../kernel/bytes';
import { type Clock, minutes } from '../../kernel/clock';
import { parse, parseJson } from '../../kernel/parse';
import { writeAuditSeldom } from '../../server/audit';
import { type Database, holdAlone, type Writing } from '../../server/database';
import type { Keyring } from '../../server/keyring';
import { open, seal } from '../../server/sealing';
import { isSignedBy } from '../../server/signatures';
import type { TabletRow } from '../../server/tablet-sessions';
import { peopleOfTablet } from '../../server/tablets';
import { vaultKeyId } from '../../sync/key-ids';
import {
  fittingLater,
  isRoomForLater,
  type LaterAnswer,
  type LaterAnswerName,
  type LaterBox,
  type LaterDecided,
  type LaterRequest,
  laterBoxSchema,
  laterDecidedText,
} from './later-box';

export interface LaterParts {
  readonly db: Database;
  readonly keyring: Keyring;
  readonly clock: Clock;
}

/** Who keeps on trying is written down once an hour for each person and tablet. */
const seldom = minutes(60);

const binding = ({ person, id }: Pick<LaterBox, 'person' | 'id'>): string => ['later-box', person, id].join('|');

type Tablet = Pick<TabletRow, 'id' | 'nursery' | 'person'>;

/** She works here, has worked here, or it is her own tablet. */
async function isOfTablet(tx: Writing, { nursery, person: own }: Tablet, person: string): Promise<boolean> {
  if (own === person) return true;
  const works = tx.selectFrom('memberships').select('id').where('person', '=', person);
  return nursery !== null && (await works.where('nursery', '=', nursery).limit(1).executeTakeFirst()) !== undefined;
}

const refusal = async ({ clock }: LaterParts, tx: Writing, tablet: Tablet, person: string): Promise<'refused'> => {
  const her = await tx.selectFrom('people').select('home').where('id', '=', person).executeTakeFirst();
  const counter = tablet.nursery ?? her?.home;
  const line = { at: clock(), who: 'tablet', what: 'later-refused', about: her ? person : null, tablet: tablet.id } as const;
  if (counter) await writeAuditSeldom(tx, { ...line, counter }, seldom);
  return 'refused';
};

/** What this tablet has brought of her and she has not decided about, without this one. */
async function broughtBefore(tx: Writing, tablet: string, { person, id }: LaterBox) {
  const { countAll, sum } = tx.fn;
  const found = tx
    .selectFrom('later_boxes')
    .select([countAll<number>().as('count'), sum<number | null>('size').as('bytes')])
    .where('person', '=', person)
    .where('tablet', '=', tablet)
    .where('id', '!=', id);
  const { count, bytes } = await found.where('decided_at', 'is', null).executeTakeFirstOrThrow();
  return { count: Number(count), bytes: Number(bytes ?? 0) };
}

/** Takes one in, in a transaction of its own; the same may come twice. */
function takeIn(parts: LaterParts, tablet: Tablet, box: LaterBox): Promise<LaterAnswerName> {
  const { db, keyring, clock } = parts;
  return db.transaction().execute(async tx => {
    await holdAlone(tx, `later|${box.person}`);
    const vault = (await isOfTablet(tx, tablet, box.person)) ? await keyring.get(vaultKeyId(box.person), tx) : null;
    if (!vault) return refusal(parts, tx, tablet, box.person);
    const at = tx.selectFrom('later_boxes').select(['tablet', 'ephemeral', 'decided_at']);
    const there = await at.where('person', '=', box.person).where('id', '=', box.id).executeTakeFirst();
    if (there && there.decided_at !== null) return 'decided';
    if (there?.ephemeral === box.ephemeral) return 'kept';
    if (there && there.tablet !== tablet.id) return refusal(parts, tx, tablet, box.person);
    if (!isRoomForLater(await broughtBefore(tx, tablet.id, box), box.bytes.length)) return 'too-many';
    const sealed = seal(vault, binding(box), Buffer.from(JSON.stringify(box), 'utf8'));
    const row = { kept_at: clock(), ephemeral: box.ephemeral, size: box.bytes.length, box: sealed };
    await tx
      .insertInto('later_boxes')
      .values({ person: box.person, id: box.id, tablet: tablet.id, decided_at: null, ...row })
      .onConflict(it => it.columns(['person', 'id']).doUpdateSet(row))
      .execute();
    return 'kept';
  });
}

/** From any tablet, whoever is unlocked there: her signature says that it was she. */
function decide(parts: LaterParts, tablet: Tablet, { id, person, sig }: LaterDecided): Promise<unknown> {
  const { db, clock } = parts;
  return db.transaction().execute(async tx => {
    await holdAlone(tx, `later|${person}`);
    const her = await tx.selectFrom('people').select('sign_key').where('id', '=', person).executeTakeFirst();
    const isHers = her && isSignedBy(her.sign_key, laterDecidedText(person, id), fromBase64Url(sig) ?? new Uint8Array());
    if (!isHers) return refusal(parts, tx, tablet, person);
    const now = clock();
    const gone = { box: null, size: 0, decided_at: now };
    return tx
      .insertInto('later_boxes')
      .values({ person, id, tablet: tablet.id, kept_at: now, ephemeral: '', ...gone })
      .onConflict(it => it.columns(['person', 'id']).doUpdateSet(gone))
      .execute();
  });
}

/** What waits for those whose tiles it shows and is not on it yet, as much as one answer carries; and what is over of what it has. */
async function whatIsNew(
  parts: LaterParts,
  tablet: Tablet,
  here: LaterRequest['here'],
): Promise<Pick<LaterAnswer, 'gone' | 'boxes' | 'more'>> {
  const people = (await peopleOfTablet(parts, tablet)).map(({ id }) => id);
  if (people.length === 0) return { gone: [], boxes: [], more: false };
  const known = new Map(here.map(({ id, ephemeral }) => [id, ephemeral]));
  const rows = await parts.db
    .selectFrom('later_boxes')
    .select(['person', 'id', 'ephemeral', 'decided_at'])
    .where('person', 'in', people)
    .orderBy('kept_at')
    .orderBy('id')
    .execute();
  const gone = rows.flatMap(({ id, decided_at }) => (decided_at !== null && known.has(id) ? [id] : []));
  const missing = rows.filter(({ id, ephemeral, decided_at }) => decided_at === null && known.get(id) !== ephemeral);
  const boxes: LaterBox[] = [];
  for (const row of missing.slice(0, fittingLater(missing.map(() => ({ bytes: '' }))).length)) {
    const box = await fromRest(parts, row);
    if (box) boxes.push(box);
  }
  const fitting = fittingLater(boxes);
  return { gone, boxes: [...fitting], more: fitting.length > 0 && fitting.length < missing.length };
}

async function fromRest({ db, keyring }: LaterParts, { person, id }: Pick<LaterBox, 'person' | 'id'>): Promise<LaterBox | null> {
  const row = await db.selectFrom('later_boxes').select('box').where('person', '=', person).where('id', '=', id).executeTakeFirst();
  const vault = row?.box ? await keyring.get(vaultKeyId(person)) : null;
  const opened = row?.box && vault ? open(vault, binding({ person, id }), row.box) : null;
  const box = opened?.ok ? parse(laterBoxSchema, parseJson(opened.value.toString('utf8'))) : null;
  return box?.ok ? box.value : null;
}

/** Of a tablet in its session. What it brings comes before what it is given, so that it is given nothing that it has just replaced. */
export async function answerLater(parts: LaterParts, tablet: Tablet, { boxes, decided, here }: LaterRequest): Promise<LaterAnswer> {
  for (const one of decided) await decide(parts, tablet, one);
  const answers = await takeInAll(parts, tablet, boxes);
  return { v: 1, answers, ...(await whatIsNew(parts, tablet, here)) };
}

export async function takeInAll(parts: LaterParts, tablet: Tablet, boxes: readonly LaterBox[]): Promise<LaterAnswerName[]> {
  const answers: LaterAnswerName[] = [];
  for (const box of boxes) answers.push(await takeIn(parts, tablet, box));
  return answers;
}
