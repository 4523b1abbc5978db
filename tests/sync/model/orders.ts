// What the person's screen would hand over for a step, from what it shows.
import type { Session } from '../../../src/device/session';
import { gapTaskTryKind } from '../../../src/features/gap-tasks/gap-task-try';
import { moduleProgressId, moduleProgressKind } from '../../../src/features/modules/module-progress';
import { reflectionKind, sharedReflectionId, sharedReflectionKind } from '../../../src/features/reflections/reflection';
import { strengthWordKind } from '../../../src/features/strengths-boards/strength-word';
import { personBucket, roomBucket } from '../../../src/sync/bucket';
import { setAsideKind } from '../../../src/sync/history/set-aside';
import type { Order } from '../../../src/sync/outbox.store';
import { readRecords } from '../../../src/sync/records.store';
import { writeOver } from '../../../src/sync/write-over.store';
import { freshId } from '../../support/world';
import { oneOf, type Run } from './run-state';
import type { Writing } from './steps';

export async function ordersFor(run: Run, session: Session, step: Writing): Promise<readonly Order[]> {
  run.count += 1;
  const home = personBucket(session.person.id, session.person.home);
  const me = session.person.id;
  switch (step.do) {
    case 'write':
      return [await reflectionOrder(run, session, step)];
    case 'say': {
      const room = run.nursery.staff.find(({ id }) => id === me)?.room ?? '';
      const set = { child: 'c1', room, side: 'family', word: `w${run.count}`, standing: 'said' };
      return [{ kind: strengthWordKind, id: freshId(run.server), bucket: roomBucket(room, run.nursery.id), set, seen: {} }];
    }
    case 'take-back': {
      const own = (await readRecords(session, strengthWordKind)).items.filter(({ author }) => author === me);
      const kept = oneOf(own, step.word);
      const bucket = roomBucket(kept?.row.room ?? '', run.nursery.id);
      return kept ? [{ kind: strengthWordKind, id: kept.id, bucket, set: { standing: 'taken-back' }, seen: kept.seen }] : [];
    }
    case 'send':
    case 'withdraw':
      return sharingOrders(session, step, home);
    case 'watch': {
      const id = moduleProgressId(me, 'm1');
      const before = (await readRecords(session, moduleProgressKind)).items.find(item => item.id === id);
      const set = { module: 'm1', chapters: [`ch${step.chapter}`], position: run.count };
      return [
        {
          kind: moduleProgressKind,
          id,
          bucket: home,
          set: before ? { chapters: set.chapters, position: set.position } : set,
          seen: before?.seen ?? {},
        },
      ];
    }
    case 'put-right':
    case 'leave-aside':
      return asideOrders(session, step, home);
    case 'try-twice':
      return ['one', 'two'].map(note => ({
        kind: gapTaskTryKind,
        id: freshId(run.server),
        bucket: home,
        set: { task: 'g1', module: 'm1', child: null, went: 'well', note: `${note}-${run.count}` },
        seen: {},
      }));
    case 'went': {
      const kept = oneOf((await readRecords(session, gapTaskTryKind)).items, step.tried);
      const went = ['well', 'mixed', 'not-yet'][run.count % 3];
      return kept ? [{ kind: gapTaskTryKind, id: kept.id, bucket: home, set: { went }, seen: kept.seen }] : [];
    }
  }
}

async function reflectionOrder(run: Run, session: Session, step: Extract<Writing, { how: string }>): Promise<Order> {
  const bucket = personBucket(session.person.id, session.person.home);
  const token = `t${run.count}`;
  const mine = (await readRecords(session, reflectionKind)).items;
  const kept = step.how === 'new' ? undefined : oneOf(mine, step.reflection);
  if (!kept) return { kind: reflectionKind, id: freshId(run.server), bucket, set: { module: null, prompt: null, text: token }, seen: {} };
  const text = step.how === 'append' ? `${kept.row.text}\n${token}` : `${kept.row.text} ${token}`;
  return { kind: reflectionKind, id: kept.id, bucket, set: { text }, seen: kept.seen, saw: { text: kept.row.text } };
}

async function asideOrders(
  session: Session,
  step: { do: 'put-right' | 'leave-aside'; aside: number },
  bucket: string,
): Promise<readonly Order[]> {
  const open = (await readRecords(session, setAsideKind)).items.filter(({ row }) => row.standing === 'open');
  const aside = oneOf(open, step.aside);
  if (!aside) return [];
  const over = step.do === 'put-right' ? await writeOver(session, aside.row, aside.row.value) : null;
  const dealt = { kind: setAsideKind, id: aside.id, bucket, set: { standing: 'dealt' }, seen: aside.seen };
  return [...(over ? [over.order] : []), dealt];
}

async function sharingOrders(
  session: Session,
  step: { do: 'send' | 'withdraw'; reflection: number },
  bucket: string,
): Promise<readonly Order[]> {
  const kept = oneOf((await readRecords(session, reflectionKind)).items, step.reflection);
  if (!kept) return [];
  const before = (await readRecords(session, sharedReflectionKind, kept.id)).items[0];
  const id = sharedReflectionId(session.person.id, kept.id);
  if (step.do === 'withdraw')
    return before ? [{ kind: sharedReflectionKind, id, bucket, set: { standing: 'withdrawn' }, seen: before.seen }] : [];
  const origin = before ? {} : { reflection: kept.id, module: null, prompt: null };
  const set = { ...origin, text: kept.row.text, standing: 'with-mentor' };
  return [{ kind: sharedReflectionKind, id, bucket, set, seen: before?.seen ?? {} }];
}
