// The convergence model, first half of the histories that CI runs.
import { convergenceSuite } from './model/suite';

convergenceSuite(0, 10);
