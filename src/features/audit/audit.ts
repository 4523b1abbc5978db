// The acts that are written down when somebody does them, and how a line of the trail looks: ids, a moment and no content.
//
// To add an act: a line here, its sentence in src/ui/words/audit.ts (it does not compile without), and `writeAudit` (src/server/audit.ts)
// in the transaction that does it.

/** What the trail can be narrowed to on screen. */
export const auditAreas = ['tablets', 'people', 'words', 'server'] as const;
export type AuditArea = (typeof auditAreas)[number];

/** What the `about` of a line is: the name of a tablet or a person is looked up when somebody reads; of `nothing` else is an id at most, and never shown. */
type AuditSubject = 'tablet' | 'person' | 'nothing';

interface Act {
  readonly area: AuditArea;
  readonly about: AuditSubject;
}

export const auditActs = {
  'tablet-enrolled': { area: 'tablets', about: 'tablet' },
  'tablet-revoked': { area: 'tablets', about: 'tablet' },
  'tablet-emptied': { area: 'tablets', about: 'tablet' },
  'tablet-turned-away': { area: 'tablets', about: 'tablet' },
  'copy-taken-in': { area: 'tablets', about: 'tablet' },
  'person-left': { area: 'people', about: 'person' },
  'role-changed': { area: 'people', about: 'person' },
  'room-changed': { area: 'people', about: 'person' },
  'mentoring-ended': { area: 'people', about: 'person' },
  'mentor-ended': { area: 'people', about: 'person' },
  'tablet-code-made': { area: 'tablets', about: 'nothing' },
  'tablet-let-in': { area: 'tablets', about: 'tablet' },
  'code-refused': { area: 'tablets', about: 'nothing' },
  'tablet-refused': { area: 'tablets', about: 'nothing' },
  'tablet-lost': { area: 'tablets', about: 'tablet' },
  'nursery-made': { area: 'people', about: 'nothing' },
  'nursery-renamed': { area: 'people', about: 'nothing' },
  'room-made': { area: 'people', about: 'nothing' },
  'room-renamed': { area: 'people', about: 'nothing' },
  'person-added': { area: 'people', about: 'person' },
  'person-joined': { area: 'people', about: 'person' },
  'mentoring-begun': { area: 'people', about: 'person' },
  invited: { area: 'people', about: 'person' },
  'invitation-withdrawn': { area: 'people', about: 'person' },
  'account-made': { area: 'people', about: 'person' },
  'account-closed': { area: 'people', about: 'person' },
  'signed-in': { area: 'people', about: 'nothing' },
  'sign-in-refused': { area: 'people', about: 'person' },
  'sign-in-unknown': { area: 'server', about: 'nothing' },
  'office-not-allowed': { area: 'people', about: 'nothing' },
  'proof-refused': { area: 'people', about: 'nothing' },
  'passphrase-changed': { area: 'people', about: 'nothing' },
  'authenticator-changed': { area: 'people', about: 'nothing' },
  'recovery-codes-made': { area: 'people', about: 'nothing' },
  'person-locked-out': { area: 'people', about: 'person' },
  'pin-made-anew': { area: 'people', about: 'person' },
  'pin-by-card': { area: 'people', about: 'person' },
  'pin-by-two': { area: 'people', about: 'person' },
  'own-pin-made': { area: 'people', about: 'nothing' },
  'card-made': { area: 'people', about: 'nothing' },
  'card-refused': { area: 'people', about: 'person' },
  'reopening-asked': { area: 'people', about: 'person' },
  'reopening-agreed': { area: 'people', about: 'person' },
  'reopening-withdrawn': { area: 'people', about: 'person' },
  'reopening-stopped': { area: 'people', about: 'nothing' },
  'pin-changed': { area: 'people', about: 'person' },
  'pin-refused': { area: 'people', about: 'person' },
  'later-refused': { area: 'people', about: 'person' },
  'baby-left': { area: 'people', about: 'nothing' },
  'baby-returned': { area: 'people', about: 'nothing' },
  'baby-moved': { area: 'people', about: 'nothing' },
  'programme-joined': { area: 'people', about: 'nothing' },
  'programme-left': { area: 'people', about: 'nothing' },
  'event-joined': { area: 'people', about: 'person' },
  'event-left': { area: 'people', about: 'person' },
  'change-not-allowed': { area: 'words', about: 'nothing' },
  'change-forged': { area: 'words', about: 'person' },
  'change-foreign': { area: 'words', about: 'person' },
  'change-by-nobody': { area: 'words', about: 'nothing' },
  'change-misshapen': { area: 'words', about: 'nothing' },
  'upload-foreign': { area: 'words', about: 'nothing' },
  'upload-not-taken': { area: 'words', about: 'nothing' },
  'taken-in': { area: 'words', about: 'person' },
  'shared-words-opened': { area: 'words', about: 'person' },
  'complaint-made': { area: 'words', about: 'nothing' },
  'complaint-acknowledged': { area: 'words', about: 'nothing' },
  'complaint-answered': { area: 'words', about: 'nothing' },
  'erasure-asked': { area: 'words', about: 'nothing' },
  'erasure-done': { area: 'words', about: 'nothing' },
  'access-report-made': { area: 'people', about: 'person' },
  'baby-report-made': { area: 'people', about: 'nothing' },
  'leaver-link-made': { area: 'people', about: 'person' },
  'own-link-made': { area: 'people', about: 'person' },
  'own-link-asked': { area: 'people', about: 'person' },
  'own-link-refused': { area: 'people', about: 'person' },
  'own-link-ended': { area: 'people', about: 'person' },
  'baby-report-family': { area: 'words', about: 'nothing' },
  'baby-report-moving': { area: 'words', about: 'nothing' },
  'baby-report-authority': { area: 'words', about: 'nothing' },
  'nursery-export-system': { area: 'words', about: 'nothing' },
  'nursery-export-authority': { area: 'words', about: 'nothing' },
  'nursery-export-closing': { area: 'words', about: 'nothing' },
  'nursery-export-agreed': { area: 'words', about: 'nothing' },
  'nursery-export-stopped': { area: 'words', about: 'nothing' },
  'nursery-export-fetched': { area: 'words', about: 'nothing' },
  'room-removed': { area: 'people', about: 'nothing' },
  'retention-done': { area: 'server', about: 'nothing' },
  'key-replaced': { area: 'server', about: 'nothing' },
  'back-up-made': { area: 'server', about: 'nothing' },
  'back-up-restored': { area: 'server', about: 'nothing' },
} as const satisfies Readonly<Record<string, Act>>;

export type AuditAct = keyof typeof auditActs;

export const isAuditAct = (name: string): name is AuditAct => Object.hasOwn(auditActs, name);

/** The chain of what concerns the whole server; whoever reads that of a nursery or a programme reads it as well. */
export const serverCounter = 'server';
