// A link that is handed on: whole to be read, and copied with one press where the browser can.
import { Copy } from 'lucide';
import { useState } from 'preact/hooks';
import { Button } from '../../ui/Button';
import { officeWords as words } from '../../ui/words/office';
import { say } from '../../ui/words/say';
import './office.css';

export function LinkToKeep({ label, link }: { label: string; link: string }) {
  const [isCopied, setCopied] = useState(false);
  const copy = () =>
    void navigator.clipboard.writeText(link).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <div class="stack-close">
      <p class="office-link">
        <span class="listened">{label}: </span>
        {link}
      </p>
      {/* Only over https, and on the very machine that serves it. */}
      {'clipboard' in navigator && (
        <div class="row">
          <Button icon={Copy} onPress={copy}>
            {say(words.copy)}
          </Button>
          <span role="status">{isCopied && say(words.copied)}</span>
        </div>
      )}
    </div>
  );
}
