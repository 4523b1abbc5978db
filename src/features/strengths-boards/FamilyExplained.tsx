// What a strengths board is, which words are wanted, who sees it and who decides; it explains and records no consent.
import { Eye, HeartHandshake, MessageCircleHeart } from 'lucide';
import { Icon, type IconData } from '../../ui/Icon';
import type { Sentence } from '../../ui/words/define';
import { familyWords as words } from '../../ui/words/family';
import type { Tell } from './Told';

interface Topic {
  readonly icon: IconData;
  readonly hue: string;
  readonly title: Sentence;
  readonly about: readonly Sentence[];
}

const first = [words.whatIs, words.sixWords] as const;

const topics: readonly Topic[] = [
  { icon: MessageCircleHeart, hue: 'ochre', title: words.wordsTitle, about: [words.wordsGood, words.wordsNever] },
  { icon: Eye, hue: 'teal', title: words.whoTitle, about: [words.whoRoom, words.whoWall] },
  { icon: HeartHandshake, hue: 'clay', title: words.choiceTitle, about: [words.choiceNo, words.choiceChange, words.choiceNotYet] },
];

/** All of it in order, for reading aloud; the baby's name is not in it. */
export const explained: readonly Sentence[] = [words.whatTitle, ...first, ...topics.flatMap(({ title, about }) => [title, ...about])];

export function FamilyExplained({ tell }: { tell: Tell }) {
  return (
    <>
      <section class="stack-close">
        <h2 {...tell(words.whatTitle)} />
        {first.map(sentence => (
          <p key={sentence.id} {...tell(sentence)} />
        ))}
      </section>
      <div class="family-topics">
        {topics.map(({ icon, hue, title, about }) => (
          <section key={title.id} class="card family-topic" data-hue={hue}>
            <span class="family-mark">
              <Icon of={icon} size={28} />
            </span>
            <div class="stack-close">
              <h2 {...tell(title)} />
              {about.map(sentence => (
                <p key={sentence.id} {...tell(sentence)} />
              ))}
            </div>
          </section>
        ))}
      </div>
    </>
  );
}
