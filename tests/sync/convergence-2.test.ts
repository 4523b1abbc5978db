// The convergence model, second half of the histories that CI runs.
import { convergenceSuite } from './model/suite';

convergenceSuite(10, 10);
