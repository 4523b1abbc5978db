// Who wrote what a mentor reads, in one line: name and nursery, as far as they are known on this tablet.
import { mentoringWords as words } from '../../ui/words/mentoring';
import { say } from '../../ui/words/say';
import type { Author } from './author';

export const nameInWords = ({ name }: Author): string => name ?? say(words.anEducator);

export function SharedAuthor({ author }: { author: Author }) {
  return (
    <span class="shared-author">
      <bdi dir="auto">{nameInWords(author)}</bdi>
      {author.nursery && <span class="soft shared-nursery">{author.nursery}</span>}
    </span>
  );
}
