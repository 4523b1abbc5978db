// The convergence model at length: 40,000 histories in 80 blocks that CI never runs. BLOCKS=0-39 is half of them, SIZE the histories in one.
import { blocksOf } from '../support/blocks';
import { convergenceSuite } from '../sync/model/suite';

const { numbers, note } = blocksOf('convergence', '0-79');
const size = Number(process.env.SIZE ?? 500);
for (const block of numbers) convergenceSuite(1_000 + block, 1, size, () => note(block));
