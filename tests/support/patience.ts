// Tests of views wait for what they look for as long as a busy machine needs; a limit on time belongs to the bench.
import { configure } from '@testing-library/preact';

configure({ asyncUtilTimeout: 15_000 });
