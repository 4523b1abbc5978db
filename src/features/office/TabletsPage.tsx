// The tablets that she looks after, nursery by nursery, and her own device: how each stands, a new one, one that goes.
import { Plus, TabletSmartphone } from 'lucide';
import { useState } from 'preact/hooks';
import { Button } from '../../ui/Button';
import { Reading } from '../../ui/Damaged';
import { Empty } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { officeTabletWords as words } from '../../ui/words/office-tablets';
import { say } from '../../ui/words/say';
import { type OfficeTablet, tabletListSchema, tabletsPath } from './devices-protocol';
import { NewTablet } from './NewTablet';
import { Problem } from './Problem';
import { nurseriesPath, nurseriesSchema, type OfficeNursery } from './staff-protocol';
import { TabletCard } from './TabletCard';
import { useAsked, useOffice } from './use-office';

export function TabletsPage() {
  const { me } = useOffice();
  const tablets = useAsked(tabletsPath, tabletListSchema);
  const nurseries = useAsked(nurseriesPath, nurseriesSchema);
  const [isAdding, setAdding] = useState(false);
  const again = () => void tablets.again();
  // A mentor sees her nurseries and looks after none of them.
  const hers = me.role === 'mentor' ? [] : (nurseries.value?.nurseries ?? []);
  if (isAdding) {
    return (
      <NewTablet
        nurseries={hers}
        onDone={() => {
          setAdding(false);
          again();
        }}
      />
    );
  }
  const add = nurseries.value && (
    <Button look="main" icon={Plus} onPress={() => setAdding(true)}>
      {say(words.add)}
    </Button>
  );
  return (
    <Page key="tablets" title={say(words.title)} beside={add}>
      <Problem of={tablets.problem ?? nurseries.problem} />
      {!tablets.value && !tablets.problem && <Reading />}
      {tablets.value?.tablets.length === 0 && (
        <Empty icon={TabletSmartphone} title={say(words.none)}>
          <p class="soft">{say(words.noneHelp)}</p>
        </Empty>
      )}
      {tablets.value && <Groups tablets={tablets.value.tablets} newest={tablets.value.newest} nurseries={hers} again={again} />}
    </Page>
  );
}

interface GroupsProps {
  tablets: readonly OfficeTablet[];
  newest: string;
  nurseries: readonly OfficeNursery[];
  again: () => void;
}

function Groups({ tablets, newest, nurseries, again }: GroupsProps) {
  const groups = [
    ...nurseries.map(({ id, name }) => ({ id, name, tablets: tablets.filter(({ nursery }) => nursery === id) })),
    { id: '', name: say(words.own), tablets: tablets.filter(({ nursery }) => nursery === null) },
  ];
  return (
    <>
      {groups
        .filter(group => group.tablets.length > 0)
        .map(group => (
          <section key={group.id} class="section">
            <h2>
              <bdi dir="auto">{group.name}</bdi>
            </h2>
            <div class="office-ways">
              {group.tablets.map(tablet => (
                <TabletCard key={tablet.id} tablet={tablet} newest={newest} again={again} />
              ))}
            </div>
          </section>
        ))}
    </>
  );
}
