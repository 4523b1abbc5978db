// All that is kept about me: a link to take to a device of her own, drawn to be scanned, because a shared tablet is no place for such a file.
import { QrCode as QrIcon } from 'lucide';
import { useMemo, useState } from 'preact/hooks';
import type { Http } from '../../device/http';
import type { Session } from '../../device/session';
import { dayInWords } from '../../kernel/calendar-day';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { ownCopyWords as words } from '../../ui/words/own-copy';
import { refusalWords } from '../../ui/words/refusals';
import { say } from '../../ui/words/say';
import { qrCode } from '../office/qr-code';
import { ownAddress } from './own-link';
import { makeOwnLink, type OwnLinkHere } from './own-link.store';
import './own-copy.css';

export interface OwnCopyProps {
  session: Session;
  http: Pick<Http, 'post'>;
}

export function OwnCopy({ session, http }: OwnCopyProps) {
  const [made, setMade] = useState<OwnLinkHere | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const make = async () => {
    if (isBusy) return;
    setBusy(true);
    setTrouble(null);
    const link = await makeOwnLink(session, http);
    setBusy(false);
    if (link.ok) setMade(link.value);
    else if (link.trouble === 'no-network') setTrouble(say(words.needsNetwork));
    else setTrouble(say(link.trouble === 'refused' ? words.refused : refusalWords[link.trouble]));
  };
  return (
    <Page title={say(words.title)} back="/me" narrow>
      <p>{say(words.lead)}</p>
      <p>{say(words.how)}</p>
      {made && <Made key={made.token} {...made} />}
      {trouble !== null && (
        <Notice tone="trouble">
          <p>{trouble}</p>
        </Notice>
      )}
      <div class="row">
        <Button look={made ? 'plain' : 'main'} icon={QrIcon} disabled={isBusy} onPress={() => void make()}>
          {say(made ? words.makeAgain : words.make)}
        </Button>
      </div>
      <p class="soft">{say(words.leader)}</p>
    </Page>
  );
}

function Made({ token, until }: OwnLinkHere) {
  const address = ownAddress(location.origin, token);
  return (
    <section class="card stack" role="status">
      <h2>{say(words.scan)}</h2>
      <Drawn text={address} />
      <p class="own-copy-address">{address}</p>
      <p>{say(words.until, { day: dayInWords(until) })}</p>
    </section>
  );
}

/** So much light round it lets a camera find it. */
const margin = 4;

/** Black on white whatever the colours of the page are, because cameras expect that. */
function Drawn({ text }: { text: string }) {
  const modules = useMemo(() => qrCode([...new TextEncoder().encode(text)]), [text]);
  if (!modules) return null;
  const size = modules.length + 2 * margin;
  const dark = modules.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return (
    <svg
      class="own-copy-code"
      viewBox={`${-margin} ${-margin} ${size} ${size}`}
      role="img"
      aria-label={say(words.drawn)}
      shape-rendering="crispEdges"
    >
      <rect x={-margin} y={-margin} width={size} height={size} fill="white" />
      <path d={dark} fill="black" />
    </svg>
  );
}
