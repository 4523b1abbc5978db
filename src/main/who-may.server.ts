// Who may do what with each kind of record: one row a kind, one column an act, and whatever is not named here is denied.
// A cell is a list of grants, each of which names all that somebody must be: [['author', 'room']] is its author while she works in the
// room. What stands in a cell is what the features' policies allow and no more: tests/server/cells.test.ts asks the server for
// every cell as everybody who can have to do with a nursery, and where a record may stand is held to at every write (policies.server.ts).

/** How somebody stands to a record or a bucket, by what the server knows now or, for a month at most, by what her tablet was told last. */
export type Standing =
  /** She made it; of a new one: it is made in her own name and signed by her. */
  | 'author'
  /** She works in a nursery, mentors somebody or leads a programme. Whoever has left everything does not. */
  | 'belongs'
  /** She works in its room, in every room of its nursery, or leads the nursery. */
  | 'room'
  /** She works in its nursery, in whatever room. */
  | 'nursery'
  /** She leads its nursery. */
  | 'leader'
  /** She mentors its author there or, of what is said about an educator, the educator. */
  | 'mentor'
  /** She made the record that this one belongs to: the words of a photo, the complaint of an answer, what a mentor opened. */
  | 'owner'
  /** She leads where a complaint is answered, which is its nursery or the programme; and it is not her own. */
  | 'answers'
  /** She leads the programme. */
  | 'lead'
  /** She leads the programme, or works or mentors in one of its nurseries. */
  | 'programme'
  /** She belongs to the event. */
  | 'event';

export type Grants = readonly (readonly Standing[])[];

/** What a bucket's name begins with (sync/bucket.ts). */
export type BucketScope = 'person' | 'mentoring' | 'room' | 'nursery' | 'leaders' | 'leads' | 'programme' | 'event';

export interface WhoMay {
  /** The buckets in which one may ever stand: nobody else ever receives it. */
  readonly stands: readonly BucketScope[];
  readonly make: Grants;
  /** What it says; `once` fields are nobody's to change. */
  readonly change: Grants;
  /** How it stands: taken back, shared, left, dealt with, put away. */
  readonly settle: Grants;
  /** While it stands as it was made: a share that was taken back, or a baby who left, has fewer readers. */
  readonly read: Grants;
  /** What it said before, and who wrote that when. */
  readonly history: Grants;
  /** The sealed bytes that it stands for. */
  readonly bytes: Grants;
  /** For good and for everybody: the operator alone, on the server itself. */
  readonly erase: Grants;
}

const nobody: Grants = [];
/** Also when she has left: what she wrote is never thrown away, but she is given nothing. */
const author: Grants = [['author']];
const herself: Grants = [['author', 'belongs']];
const inTheRoom: Grants = [['room']];
const leaders: Grants = [['leader']];

type Acts = Omit<WhoMay, 'stands'>;
const denied: Acts = { make: nobody, change: nobody, settle: nobody, read: nobody, history: nobody, bytes: nobody, erase: nobody };
const row = (stands: readonly BucketScope[], acts: Partial<Acts>): WhoMay => ({ ...denied, ...acts, stands });

const ownWords: Partial<Acts> = { make: author, change: author, read: herself, history: herself };
/** The server may not know yet what it belongs to: until then it is its author's. */
const attached: Grants = [['author', 'owner']];
const ownFile = row(['person'], { make: attached, settle: attached, read: herself, history: herself, bytes: herself });
const complained: Grants = [...herself, ['answers']];
const answered: Grants = [['owner', 'belongs'], ['answers']];
const colleagues: Grants = [['nursery']];
const opener: Grants = [['author', 'mentor']];

const rows: Readonly<Record<string, WhoMay>> = {
  attachment: ownFile,
  thumbnail: ownFile,
  child: row(['room', 'leaders'], {
    make: [['author', 'leader']],
    change: leaders,
    settle: leaders,
    read: inTheRoom,
    history: inTheRoom,
  }),
  colleague: row(['nursery', 'mentoring', 'leaders'], { read: [...colleagues, ['mentor']], history: colleagues }),
  complaint: row(['person', 'leaders', 'leads'], {
    make: [
      ['author', 'nursery'],
      ['author', 'programme'],
    ],
    read: complained,
    history: complained,
  }),
  // Its owner takes her complaint back, and nobody answers her own.
  'complaint-answer': row(['person', 'leaders', 'leads'], {
    make: [
      ['author', 'answers'],
      ['author', 'owner'],
    ],
    read: answered,
    history: answered,
  }),
  'complaint-draft': row(['person'], ownWords),
  erasure: row(['leaders'], { read: leaders, history: leaders }),
  'gap-task-try': row(['person'], ownWords),
  'kept-apart': row(['leaders'], { settle: leaders, read: leaders, history: leaders }),
  'module-progress': row(['person'], ownWords),
  opening: row(['person', 'mentoring'], {
    make: opener,
    change: opener,
    read: [['owner', 'belongs'], ['mentor']],
    history: [['owner', 'belongs'], ...opener],
  }),
  reflection: row(['person'], ownWords),
  'set-aside': row(['person'], { settle: author, read: herself, history: herself }),
  'shared-reflection': row(['person', 'mentoring'], { ...ownWords, settle: author, read: [...herself, ['mentor']] }),
  'strength-word': row(['room', 'leaders'], {
    make: [['author', 'room']],
    settle: [['author', 'room']],
    read: inTheRoom,
    history: inTheRoom,
  }),
};

/** By kind; a kind without a row is nobody's. */
export const whoMay: ReadonlyMap<string, WhoMay> = new Map(Object.entries(rows));

/** Who receives what stands in a bucket, and is told anything of it: its sum, its newest place, which of its rows differ. */
export const whoReceives: Readonly<Record<BucketScope, Grants>> = {
  person: herself,
  mentoring: [['mentor']],
  room: inTheRoom,
  nursery: [['nursery']],
  leaders,
  leads: [['lead']],
  programme: [['programme']],
  event: [['event']],
};
