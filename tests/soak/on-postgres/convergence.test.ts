// The same 40,000 histories with their server on PostgreSQL: 80 blocks that BLOCKS chooses and DONE remembers.
import { blocksOf } from '../../support/blocks';
import { convergenceSuite } from '../../sync/model/suite';

const { numbers, note } = blocksOf('convergence-on-postgres', '0-79');
const size = Number(process.env.SIZE ?? 500);
for (const block of numbers) convergenceSuite(1_000 + block, 1, size, () => note(block));
