// Under the pad, or in its place: the ways on for whoever has no PIN that opens, and word of what others have asked for in her name.
import { KeyRound } from 'lucide';
import type { ComponentChildren } from 'preact';
import { Button } from '../../ui/Button';
import { entranceWords as words } from '../../ui/words/entrance';
import { say } from '../../ui/words/say';

interface ForgottenLinkProps {
  /** What others have asked for; above everything. */
  notice?: ComponentChildren;
  /** Writing without a PIN, while that is offered. */
  later?: ComponentChildren;
  /** Absent while the tablet is not open yet. */
  onForgotten?: (() => void) | undefined;
  /** She is locked out: then this is the way on. */
  isMain?: boolean;
}

export function ForgottenLink({ notice, later, onForgotten, isMain = false }: ForgottenLinkProps) {
  return (
    <div class={isMain ? 'pin-ways' : 'pin-ways pin-forgot'}>
      {notice}
      <Button look={isMain ? 'main' : 'quiet'} icon={KeyRound} disabled={!onForgotten} {...(onForgotten && { onPress: onForgotten })}>
        {say(isMain ? words.getBackIn : words.forgot)}
      </Button>
      {later}
    </div>
  );
}
