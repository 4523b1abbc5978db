// What goes by itself in this nursery and what keeps it back, and what was erased for good, each with its page to keep.
import { useState } from 'preact/hooks';
import { dayInWords } from '../../kernel/calendar-day';
import { Button } from '../../ui/Button';
import { keepingWords as words } from '../../ui/words/office-keeping';
import { say } from '../../ui/words/say';
import { followFile } from './export-file.store';
import {
  certificatePath,
  type Keeping,
  type KeepingDue,
  type KeepingErased,
  type KeepingHold,
  keepingPath,
  keepingSchema,
} from './exports-protocol';
import { Problem } from './Problem';
import { useAct, useOffice } from './use-office';

export function ExportKeeping({ nursery }: { nursery: string }) {
  const { client } = useOffice();
  const [keeping, setKeeping] = useState<Keeping | null>(null);
  const { isBusy, problem, run } = useAct();
  const show = () => void run(() => client.ask(`${keepingPath}?nursery=${encodeURIComponent(nursery)}`, keepingSchema), setKeeping);
  return (
    <section class="section">
      <h2>{say(words.title)}</h2>
      <p>{say(words.lead)}</p>
      <Problem of={problem} />
      {keeping ? (
        <>
          <Going {...keeping} />
          <Gone erased={keeping.erased} />
        </>
      ) : (
        <div class="row">
          <Button disabled={isBusy} onPress={show}>
            {say(words.show)}
          </Button>
        </div>
      )}
    </section>
  );
}

function why(hold: KeepingHold): string {
  if (hold.by === 'complaint') return say(words.byComplaint);
  if (hold.by === 'leaver') return say(words.byLeaver);
  const { name, seenAt, waiting } = hold;
  if (seenAt === null) return say(words.byUnseen, { name });
  return waiting > 0 ? say(words.byWaiting, { name, count: waiting }) : say(words.byAway, { name, day: dayInWords(seenAt) });
}

const lineOf = ({ name, leftAt, records }: KeepingDue): string =>
  say(name === null ? words.dueNameless : words.due, { name: name ?? '', day: dayInWords(leftAt), count: records });

function Going({ days, daily, due }: Keeping) {
  return (
    <>
      <h3>{say(words.going)}</h3>
      <p class="soft">{say(daily ? words.daily : words.byOperator, { days })}</p>
      {due.length === 0 && <p>{say(words.nothingDue)}</p>}
      <ul class="list">
        {due.map((one, at) => (
          <li key={at} class="item">
            <span class="grows">
              {lineOf(one)}
              {one.holds.length > 0 && (
                <>
                  <br />
                  <span class="soft">{say(words.stays, { why: one.holds.map(why).join('; ') })}</span>
                </>
              )}
            </span>
            <span class={one.holds.length > 0 ? 'tag tag-busy' : 'tag'}>{say(one.holds.length > 0 ? words.staysTag : words.goesTag)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

const whatWords = { record: words.record, person: words.person, child: words.child };

const goneIn = (askedAt: number, done: number, tablets: number): string => {
  const day = dayInWords(askedAt);
  return tablets === 0 ? say(words.goneAlone, { day }) : say(words.goneOn, { day, done, tablets });
};

function Gone({ erased }: { erased: readonly KeepingErased[] }) {
  return (
    <>
      <h3>{say(words.gone)}</h3>
      {erased.length === 0 && <p>{say(words.nothingGone)}</p>}
      <ul class="list">
        {erased.map(({ id, what, askedAt, tablets, done }) => (
          <li key={id} class="item">
            <span class="grows">
              {say(whatWords[what])}
              <br />
              <span class="soft">{goneIn(askedAt, done, tablets)}</span>
            </span>
            <Button onPress={() => followFile(`${certificatePath}/${id}`)}>
              {say(done === tablets ? words.certificate : words.howFar)}
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}
