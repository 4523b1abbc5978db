// The convergence model, second half of the histories that CI runs.
import { convergenceSuite } from './model/suite';

convergenceSuite(10, 10);
// In this block a pull once lost its transaction while it settled refused and applied changes one by one.
convergenceSuite(1_010, 1);
