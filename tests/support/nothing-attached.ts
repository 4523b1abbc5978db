// For pages under test that are about something else: nothing can be attached.
import type { Attaching } from '../../src/sync/attachments/attaching.store';

export const nothingAttached: Attaching = { VoiceNotes: () => null, PhotoField: () => null, Photos: () => null };
