// What an educator has to know before she hands the page over: how far she can rely on the translation, and the English beside it.
import { Languages } from 'lucide';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import { boardWords as words } from '../../ui/words/boards';
import { english } from '../../ui/words/languages';
import { say } from '../../ui/words/say';
import type { Speech } from '../../ui/words/say-in';

export interface ForStaffProps {
  speech: Speech;
  isMissing: boolean;
  withEnglish: boolean;
  onEnglish: (withEnglish: boolean) => void;
}

export function ForStaff({ speech, isMissing, withEnglish, onEnglish }: ForStaffProps) {
  if (speech.language === english && !isMissing) return null;
  return (
    <div class="for-staff" lang={english.lang} dir={english.dir}>
      {isMissing && (
        <Notice icon={Languages}>
          <p>{say(words.languageMissing)}</p>
        </Notice>
      )}
      {speech.language !== english && (
        <div class="row spread">
          {!speech.isRead && <p>{say(words.notReadYet)}</p>}
          <Button look="quiet" onPress={() => onEnglish(!withEnglish)}>
            {say(withEnglish ? words.hideEnglish : words.showEnglish)}
          </Button>
        </div>
      )}
    </div>
  );
}
