// The views of attachments, fetched when a page shows them: pages are handed these and know nothing of the features behind them.
import type { AttachedTo, Attaching, PhotoFieldGiven, VoiceNotesGiven } from '../sync/attachments/attaching.store';
import { Loaded } from './Loaded';

const loadVoiceNotes = async () => (await import('../features/voice-notes/VoiceNotes')).VoiceNotes;
const loadPhotoField = async () => (await import('../features/photos/PhotoField')).PhotoField;
const loadPhotos = async () => (await import('../features/photos/Photos')).Photos;

export const attaching: Attaching = {
  VoiceNotes: (given: VoiceNotesGiven) => <Loaded load={loadVoiceNotes} given={given} meanwhile={null} />,
  PhotoField: (given: PhotoFieldGiven) => <Loaded load={loadPhotoField} given={given} meanwhile={null} />,
  Photos: (given: AttachedTo) => <Loaded load={loadPhotos} given={given} meanwhile={null} />,
};
