// The versions of a record as a list, each beside what stood before it.
import { History } from 'lucide';
import type { Session } from '../../device/session';
import { inSentence } from '../../kernel/text';
import { Empty } from '../../ui/Notice';
import { valueInWords } from '../../ui/value-in-words';
import type { Sentence } from '../../ui/words/define';
import { historyWords as words } from '../../ui/words/history';
import { say } from '../../ui/words/say';
import { leavesForOthers } from '../record-kind';
import type { Standing } from '../write-over.store';
import { HistoryVersion } from './HistoryVersion';
import type { FieldVersion } from './history';
import type { Loaded } from './use-saying-again';

export interface VersionsProps {
  session: Session;
  now: Standing | null;
  loaded: Loaded;
  named: ReadonlyMap<string, string> | undefined;
  kind: string;
  onAgain: (version: FieldVersion) => void;
}

const fieldWords: Readonly<Record<string, Sentence>> = {
  went: words.wentField,
  text: words.textField,
  note: words.noteField,
  standing: words.standingField,
};

export function Versions({ session, now, loaded: { versions }, named, kind, onAgain }: VersionsProps) {
  const isHers = now !== null && now.kept.author === session.person.id && !leavesForOthers(now.kind);
  const isShared = versions.some(({ author }) => author !== session.person.id);
  const isOfMany = new Set(versions.map(({ field }) => field)).size > 1;
  const byOf = (author: string) => {
    if (author === session.person.id) return say(words.byYou);
    const name = named?.get(`person ${author}`);
    return name ? say(words.by, { name: inSentence(name) }) : say(words.byAColleague);
  };
  if (versions.length === 0) {
    return (
      <Empty icon={History} title={say(words.onlyOne)}>
        <p class="soft">{say(words.onlyOneHelp)}</p>
      </Empty>
    );
  }
  const befores = versions.map((one, at) => versions.slice(at + 1).find(isBefore(one))?.value ?? null);
  return (
    <>
      {versions.some((one, at) => isText(kind, one) && befores[at]) && (
        <p class="small soft">
          <ins class="version-new">{say(words.marks)}</ins>
        </p>
      )}
      <ol class="versions">
        {versions.map((version, at) => (
          <li key={`${version.field} ${version.version}`}>
            <HistoryVersion
              kind={kind}
              version={version}
              before={befores[at]}
              by={isShared ? byOf(version.author) : null}
              field={isOfMany ? (fieldWords[version.field] ?? null) : null}
              onAgain={isHers && version.standing !== 'stands' ? () => onAgain(version) : null}
            />
          </li>
        ))}
      </ol>
      {versions.length === 1 && <p class="soft">{say(words.onlyOneHelp)}</p>}
    </>
  );
}

const isText = (kind: string, { field, value }: FieldVersion): boolean =>
  typeof value === 'string' && !valueInWords(kind, field, value).sentence;

const isBefore =
  ({ field }: FieldVersion) =>
  (other: FieldVersion): boolean =>
    other.field === field && other.standing !== 'lost';
