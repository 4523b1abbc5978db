// A text of several lines that is kept as a draft at every pause, and cleared by what sends it.
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { Session } from '../../device/session';
import { hasAtMost } from '../../kernel/text';
import type { RefusalName } from '../../sync/verdict';
import { Reading } from '../../ui/Damaged';
import { useLive } from '../../ui/use-live';
import { type HandedOver, usePauses } from '../../ui/use-pauses';
import { complaintWords as words } from '../../ui/words/complaints';
import { refusalWords } from '../../ui/words/refusals';
import { say } from '../../ui/words/say';
import { mostCharactersInAComplaint } from './complaint';
import { type DraftWriting, liveDrafts, openDraft } from './complaint-draft.store';

interface WithDraftProps {
  session: Session;
  /** What the words are for. */
  of: string;
  children: (draft: DraftWriting) => VNode;
}

/** Opens what she had begun; the words on screen are hers from there on, whatever comes from her other tablets. */
export function WithDraft({ session, of, children }: WithDraftProps) {
  const listing = useLive(() => liveDrafts(session, of), [session, of]);
  const [opened, setOpened] = useState<{ of: string; draft: DraftWriting } | null>(null);
  if (listing && opened?.of !== of) {
    const kept = listing.items.find(({ author }) => author === session.person.id);
    setOpened({ of, draft: openDraft(session, of, kept) });
  }
  return opened?.of === of ? children(opened.draft) : <Reading />;
}

export function useDraft(draft: DraftWriting) {
  const [text, setText] = useState(draft.begunWith);
  const { state, take, handOver } = usePauses(draft.write);
  const change = (next: string) => {
    setText(next);
    take(next);
  };
  const tooLong = hasAtMost(text, mostCharactersInAComplaint) ? undefined : say(words.tooLong, { count: mostCharactersInAComplaint });
  return { text, change, state, handOver, tooLong };
}

/** Never "kept" before the store has answered for the very text on screen. */
export function stateInWords(state: HandedOver<RefusalName>, text: string): string {
  if (typeof state === 'object') return `${say(words.notKept)}. ${say(refusalWords[state.trouble])}`;
  return text === '' || state === 'waiting' ? '' : say(words.kept);
}
