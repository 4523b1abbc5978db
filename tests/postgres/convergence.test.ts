// The convergence model with its server on PostgreSQL: the same promises, kept by the other home of the data.
import { convergenceSuite } from '../sync/model/suite';

convergenceSuite(0, 1, 100);
