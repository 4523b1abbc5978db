// How photos and voice notes stand in the list of what somebody has kept: each leads to what it belongs to.
import { type Fields, pathTo, type Registered, textIn } from '../../ui/place';
import { placeWords as words } from '../../ui/words/places';
import { attachmentKind } from './attachment';

/** The page of the record that something is attached to, by the kind of that record. */
const pages: Readonly<Record<string, (fields: Fields) => string | null>> = {
  reflection: fields => pathTo('/reflections/', fields, 'subject'),
  'gap-task-try': () => '/gap-tasks',
};

const pageOf = (fields: Fields): string | null => pages[textIn(fields, 'subjectKind') ?? '']?.(fields) ?? null;

function called(fields: Fields) {
  if (fields.what === 'voice') return fields.standing === 'removed' ? words.removedVoiceNote : words.voiceNote;
  return fields.standing === 'removed' ? words.removedPhoto : words.photo;
}

export const attachmentPages: Registered<object> = {
  pages: [],
  kept: [{ kind: attachmentKind.name, called, words: null, about: () => null, where: (_, fields) => pageOf(fields), afresh: pageOf }],
};
