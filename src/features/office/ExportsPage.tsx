// Taking data away from a nursery: for a member of staff, for a baby's family, and the whole of it by two people and a day.
import { Page } from '../../ui/Page';
import { exportWords as words } from '../../ui/words/office-exports';
import { say } from '../../ui/words/say';
import { ExportBaby } from './ExportBaby';
import { ExportKeeping } from './ExportKeeping';
import { ExportNursery } from './ExportNursery';
import { Leavers } from './Leavers';
import { nurseryAddress } from './office-place';
import { nurseriesPath, nurseriesSchema } from './staff-protocol';
import { useAsked, useOffice } from './use-office';

export function ExportsPage({ nursery }: { nursery: string }) {
  const { me } = useOffice();
  const { value } = useAsked(nurseriesPath, nurseriesSchema);
  const name = value?.nurseries.find(({ id }) => id === nursery)?.name;
  return (
    <Page title={say(words.title)} back={nurseryAddress(nursery)} narrow>
      {name && (
        <p class="soft">
          <bdi dir="auto">{name}</bdi>
        </p>
      )}
      <p>{say(words.lead)}</p>
      <section class="section">
        <h2>{say(words.staff)}</h2>
        <p>{say(words.staffHelp)}</p>
      </section>
      <Leavers nursery={nursery} />
      {me.role === 'leader' && <ExportBaby nursery={nursery} />}
      <ExportNursery nursery={nursery} />
      <ExportKeeping nursery={nursery} />
    </Page>
  );
}
