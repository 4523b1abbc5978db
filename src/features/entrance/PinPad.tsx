// The PIN of one person: one field that takes typing and pasting, and a big pad at thumb height, all in her colour.
import { ArrowLeft, Eye, EyeOff } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { PinStanding } from '../../device/attempts';
import type { Result } from '../../kernel/result';
import type { EntranceTrouble } from '../../sync/verdict';
import { Avatar } from '../../ui/Avatar';
import { Button, IconButton } from '../../ui/Button';
import { orBrokenDown } from '../../ui/broken-down';
import { entranceWords as words } from '../../ui/words/entrance';
import { frameWords } from '../../ui/words/frame';
import { say } from '../../ui/words/say';
import { tabletTroubleWords } from '../../ui/words/tablet-troubles';
import type { Hand } from '../me/preferences.store';
import { ForgottenLink } from './ForgottenLink';
import { PinKeys } from './PinKeys';
import { LockedOut, standingInWords, usePinStanding } from './PinWait';
import './pin.css';
import type { PersonOnTile } from './Tiles';
import { WriteNowLink } from './WriteNowLink';

const pinLength = 6;
const onlyDigits = (text: string) => text.replace(/\D/g, '').slice(0, pinLength);

export interface PinPadProps {
  person: PersonOnTile;
  /** The letter beside her first one on her tile, if there is one. */
  second?: string | undefined;
  /** The pad lies on this side where there is room beside the field. */
  hand?: Hand | undefined;
  /** Tries the PIN; its good outcome replaces this view from outside. */
  unlock: (pin: string) => Promise<Result<unknown, EntranceTrouble>>;
  /** What wrong PINs have led to so far; undefined where that is not known yet. */
  standing: () => Promise<PinStanding | undefined>;
  onNotMe: () => void;
  /** Where words can be sealed for her: offered while no PIN opens anything. */
  onWriteNow?: (() => void) | undefined;
  /** The way back in; absent while the tablet is not open yet. */
  onForgotten?: (() => void) | undefined;
  /** What others have asked for in her name. */
  notice?: ComponentChildren;
}

/** No PIN helps against these just now. */
const isOver = (trouble: EntranceTrouble | null) => trouble === 'lease-over' || trouble === 'row-damaged';

/** The PIN as typed so far; the sixth digit tries it, a wrong one empties the field. */
function usePin(unlock: PinPadProps['unlock'], isShut: boolean, onTried: () => Promise<void>) {
  const [pin, setPin] = useState('');
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<EntranceTrouble | null>(null);
  const typed = useRef(''); // ahead of the screen: two quick taps are two digits
  const show = (text: string) => {
    typed.current = text;
    setPin(text);
  };
  const take = async (text: string) => {
    if (busy || isShut) return;
    const next = onlyDigits(text);
    show(next);
    if (next !== '') setTrouble(null);
    if (next.length < pinLength) return;
    setBusy(true);
    const outcome = await orBrokenDown(unlock(next));
    if (!outcome.ok) await onTried();
    setBusy(false);
    show('');
    if (!outcome.ok) setTrouble(outcome.trouble);
  };
  const press = (key: string) => take(key === 'delete' ? typed.current.slice(0, -1) : typed.current + key);
  return { pin, busy, trouble, take, press };
}

/** Keys of a real keyboard count wherever the focus is; Escape goes back to the tiles. */
function useKeyboard(press: (key: string) => void, onNotMe: () => void) {
  const newest = useRef({ press, onNotMe });
  newest.current = { press, onNotMe };
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key === 'Escape') newest.current.onNotMe();
      if (event.target instanceof HTMLInputElement || event.ctrlKey || event.metaKey || event.altKey) return;
      if (/^\d$/.test(event.key)) newest.current.press(event.key);
      if (event.key === 'Backspace') newest.current.press('delete');
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}

export function PinPad({ person: { name, hue }, second, hand, unlock, standing: asked, onNotMe, onWriteNow, ...ways }: PinPadProps) {
  const { standing, look } = usePinStanding(asked);
  const isOut = standing.left === 0;
  const isShut = isOut || standing.waits > 0;
  const { pin, busy, trouble, take, press } = usePin(unlock, isShut, look);
  useKeyboard(key => void press(key), onNotMe);
  const hello = say(words.hello, { name });
  useEffect(() => {
    document.title = `${say(words.pin)} · ${say(frameWords.larkrise)}`; // no name: browsers keep titles on the disk
  }, []);
  const inTrouble = trouble && say(trouble === 'wrong-pin' && isShut ? words.notYours : tabletTroubleWords[trouble]);
  const warned = pin === '' ? [inTrouble, standingInWords(standing)].filter(Boolean).join(' ') : '';
  const later = onWriteNow && (isShut || isOver(trouble)) ? <WriteNowLink onPress={onWriteNow} /> : null;
  const said = busy ? say(words.opening) : warned || say(words.pinSoFar, { count: pin.length });
  return (
    <main class="pin" data-hue={hue} data-hand={hand} aria-busy={busy}>
      <div class="pin-back">
        <Button look="quiet" icon={{ mirrors: ArrowLeft }} onPress={onNotMe}>
          {say(words.notMe)}
        </Button>
      </div>
      <div class="pin-who">
        <Avatar name={name} hue={hue} size="huge" second={second} />
        <h1 id="pin-who" data-long={name.length > 20 || undefined}>
          <bdi dir="auto">{hello}</bdi>
        </h1>
      </div>
      {isOut ? (
        <LockedOut>
          <ForgottenLink {...ways} later={later} isMain />
        </LockedOut>
      ) : (
        <>
          <PinField pin={pin} busy={busy || isShut} said={said} isTrouble={warned !== ''} take={take} />
          <PinKeys isEmpty={pin === ''} isShut={isShut} press={press} />
          <ForgottenLink {...ways} later={later} />
        </>
      )}
    </main>
  );
}

interface PinFieldProps {
  pin: string;
  busy: boolean;
  said: string;
  isTrouble: boolean;
  take: (text: string) => Promise<void>;
}

/** Keepers of passwords are told to stay away: on a tablet of many people they would offer one person's PIN to the next. */
const noKeeper = { 'data-1p-ignore': true, 'data-bwignore': true, 'data-lpignore': 'true', 'data-form-type': 'other' };

/**
 * Hidden by style where the browser can, because a field of type `password` makes it offer to save the PIN. It has the focus from
 * the start; `inputMode` none keeps the tablet's own keyboard from covering the pad.
 */
function PinField({ pin, busy, said, isTrouble, take }: PinFieldProps) {
  const [isShown, setShown] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus({ preventScroll: true }), []);
  useEffect(() => {
    if (field.current && !CSS.supports('-webkit-text-security', 'disc')) field.current.type = isShown ? 'text' : 'password';
  }, [isShown]);
  return (
    <div class="pin-field">
      <label for="pin">{say(words.pin)}</label>
      <div class="pin-line">
        <input
          ref={field}
          id="pin"
          class="number"
          type="text"
          data-masked={!isShown || undefined}
          data-trouble={isTrouble || undefined}
          inputMode="none"
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          {...noKeeper}
          value={pin}
          aria-describedby="pin-who pin-said"
          readOnly={busy}
          onInput={event => void take(event.currentTarget.value)}
        />
        <IconButton icon={isShown ? EyeOff : Eye} label={say(isShown ? words.hidePin : words.showPin)} onPress={() => setShown(!isShown)} />
      </div>
      <p id="pin-said" class="pin-said" role="status" data-trouble={isTrouble || undefined}>
        {said}
      </p>
    </div>
  );
}
