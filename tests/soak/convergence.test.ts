// The convergence model at length: 40,000 histories in blocks that CI never runs.
import { convergenceSuite } from '../sync/model/suite';

convergenceSuite(1_000, 80);
