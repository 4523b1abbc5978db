// On a nursery's first page: that somebody asked for the whole of its data, where any leader can stop it; nothing otherwise.
import { ButtonLink } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import { exportWords as words } from '../../ui/words/office-exports';
import { say } from '../../ui/words/say';
import { nurseryExportsPath, nurseryExportsSchema } from './exports-protocol';
import { exportsAddress } from './office-place';
import { useAsked } from './use-office';

export function ExportPending({ nursery }: { nursery: string }) {
  const { value } = useAsked(`${nurseryExportsPath}?nursery=${encodeURIComponent(nursery)}`, nurseryExportsSchema);
  const open = value?.exports.find(({ mayStop }) => mayStop);
  if (!open) return null;
  return (
    <Notice>
      <p>{say(words.pending, { name: open.askedBy })}</p>
      <div class="row">
        <ButtonLink href={exportsAddress(nursery)}>{say(words.lookAtIt)}</ButtonLink>
      </div>
    </Notice>
  );
}
