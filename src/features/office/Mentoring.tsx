// Who mentors an educator: each mentoring ends with one press, and another one begins with a choice.
import { useState } from 'preact/hooks';
import { Button } from '../../ui/Button';
import { officePeopleWords as words } from '../../ui/words/office-people';
import { say } from '../../ui/words/say';
import type { AboutPerson } from './about-person';
import { Choice, OfficeForm } from './OfficeField';
import { nothingSchema } from './office-protocol';
import { Problem } from './Problem';
import { beginMentoringPath, endMentoringPath, outsidePeoplePath, staffListSchema } from './staff-protocol';
import { useAct, useAsked, useOffice } from './use-office';

export function Mentoring({ person, nursery, again }: AboutPerson & { nursery: string }) {
  const { client } = useOffice();
  const { value } = useAsked(outsidePeoplePath, staffListSchema);
  const [chosen, setChosen] = useState('');
  const { isBusy, problem, run } = useAct();
  const mentors = value?.people.filter(({ role }) => role === 'mentor') ?? [];
  const hers = mentors.filter(({ id }) => person.mentors.includes(id));
  const free = mentors.filter(({ id }) => !person.mentors.includes(id));
  const change = (path: string, mentor: string) =>
    void run(
      () => client.act(path, { mentor, person: person.id, nursery }, nothingSchema),
      () => {
        setChosen('');
        again();
      },
    );
  if (mentors.length === 0) return null;
  const options = [{ value: '', label: say(words.choose) }, ...free.map(({ id, name }) => ({ value: id, label: name }))];
  return (
    <section class="section">
      <h3>{say(words.mentoring)}</h3>
      <Problem of={problem} />
      {hers.map(({ id, name }) => (
        <div key={id} class="row spread">
          <span>{say(words.mentoredBy, { name })}</span>
          <Button look="quiet" disabled={isBusy} onPress={() => change(endMentoringPath, id)}>
            {say(words.endMentoring)}
          </Button>
        </div>
      ))}
      {free.length > 0 && (
        <OfficeForm
          act={say(words.beginMentoring)}
          isBusy={isBusy}
          isOffered={chosen !== ''}
          onGo={() => change(beginMentoringPath, chosen)}
        >
          <Choice label={say(words.mentor)} value={chosen} options={options} onChoose={setChosen} />
        </OfficeForm>
      )}
    </section>
  );
}
